namespace Compliance.Functions.Location.Mmdb;

/// <summary>
/// Walks everything reachable of a section once: types, sizes, UTF-8, pointers, cycles, depth. A database is verified whole before it is
/// used, so a look-up cannot fail on it later. Work is linear in the file: containers that were verified are remembered.
/// </summary>
internal sealed class MmdbVerification
{
    /// <summary>Deepest nesting accepted; the limit of the reference implementation in C.</summary>
    public const int MaxDepth = 512;

    private readonly HashSet<int> _sound = [];
    private readonly HashSet<int> _open = [];

    /// <summary>Verifies the value at an offset and gives the offset behind it.</summary>
    /// <exception cref="MmdbFormatException">Something of it is corrupt.</exception>
    public int Verify(MmdbSection section, int offset, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw MmdbSection.Corrupt(offset, $"values are nested deeper than {MaxDepth}");
        }

        var head = section.HeadAt(offset);
        switch (head.Type)
        {
            case MmdbType.Pointer:
                VerifyTarget(section, offset, head.Size, depth);
                return head.Payload;
            case MmdbType.String:
                section.RequireUtf8(head);
                return head.Payload + head.Size;
            case MmdbType.Map:
                return VerifyMap(section, head, depth);
            case MmdbType.Array:
                var next = head.Payload;
                for (var i = 0; i < head.Size; i++)
                {
                    next = Verify(section, next, depth + 1);
                }

                return next;
            default:
                return section.Skip(offset);
        }
    }

    private int VerifyMap(MmdbSection section, MmdbHead head, int depth)
    {
        var next = head.Payload;
        for (var i = 0; i < head.Size; i++)
        {
            var key = section.Resolve(next, out var value);
            if (key.Type != MmdbType.String)
            {
                throw MmdbSection.Corrupt(next, $"a map key is of type {key.Type}, not a string");
            }

            section.RequireUtf8(key);
            next = Verify(section, value, depth + 1);
        }

        return next;
    }

    private void VerifyTarget(MmdbSection section, int from, int target, int depth)
    {
        if (section.HeadAt(target).Type == MmdbType.Pointer)
        {
            throw MmdbSection.Corrupt(from, $"pointer to {target} leads to another pointer");
        }

        if (_sound.Contains(target))
        {
            return;
        }

        if (!_open.Add(target))
        {
            throw MmdbSection.Corrupt(from, $"the values from {target} on contain themselves");
        }

        Verify(section, target, depth + 1);
        _open.Remove(target);
        _sound.Add(target);
    }
}
