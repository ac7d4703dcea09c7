namespace Compliance.Functions.Hosting;

/// <summary>An invocation that can never succeed; the Functions host counts its deliveries and sets it aside.</summary>
internal sealed class InvocationRefusedException : Exception
{
    public InvocationRefusedException()
    {
    }

    public InvocationRefusedException(string message)
        : base(message)
    {
    }

    public InvocationRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
