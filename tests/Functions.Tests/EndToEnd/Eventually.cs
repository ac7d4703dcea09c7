namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>Waits for what happens in the background, at most half a minute.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> holds, string what, int seconds = 30)
    {
        for (var i = 0; i < seconds * 40; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(25);
        }

        Assert.Fail($"After {seconds} seconds it still does not hold that {what}.");
    }

    public static Task TrueAsync(Func<bool> holds, string what) => TrueAsync(() => Task.FromResult(holds()), what);
}
