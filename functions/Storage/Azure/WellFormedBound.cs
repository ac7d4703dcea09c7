namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// A bound of a key range that can travel in an address. A bound made by counting up the last character of a prefix may hold half a
/// surrogate pair; the least well-formed text that is not below it bounds the same keys, because keys are well-formed.
/// </summary>
internal static class WellFormedBound
{
    public static string Of(string bound)
    {
        for (var at = 0; at < bound.Length; at++)
        {
            var unit = bound[at];
            if (!char.IsSurrogate(unit))
            {
                continue;
            }

            if (char.IsLowSurrogate(unit))
            {
                return string.Concat(bound.AsSpan(0, at), "\uE000");
            }

            var next = at + 1 < bound.Length ? bound[at + 1] : '\0';
            if (char.IsLowSurrogate(next))
            {
                at++;
                continue;
            }

            // Nothing well-formed lies between this half and its first pair; above its last pair comes the next half's first.
            var head = bound.AsSpan(0, at);
            return next < '\uDC00' ? string.Concat(head, [unit, '\uDC00'])
                : unit < '\uDBFF' ? string.Concat(head, [(char)(unit + 1), '\uDC00'])
                : string.Concat(head, "\uE000");
        }

        return bound;
    }
}
