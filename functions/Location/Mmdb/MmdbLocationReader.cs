namespace Compliance.Functions.Location.Mmdb;

/// <summary>
/// Reads a record into <see cref="MmdbLocation"/> without allocation. It goes by the keys of the record, not by the database's type, so
/// nested (MaxMind, DB-IP) and flat (country_code, state1, city) layouts are read alike, and keys it does not know are stepped over.
/// </summary>
internal static class MmdbLocationReader
{
    /// <summary>Reads the record at an offset of a verified data section; a record that is not a map says nothing.</summary>
    public static MmdbLocation Read(MmdbSection section, int offset)
    {
        var location = default(MmdbLocation);
        var root = section.Resolve(offset, out _);
        var next = root.Payload;
        for (var i = 0; root.Type == MmdbType.Map && i < root.Size; i++)
        {
            var key = section.Text(section.Resolve(next, out var value));
            next = ReadField(section, key, value, ref location);
        }

        return location;
    }

    private static int ReadField(MmdbSection section, ReadOnlySpan<byte> key, int offset, ref MmdbLocation location)
    {
        var head = section.Resolve(offset, out var next);
        switch (head.Type)
        {
            case MmdbType.Map:
                ReadMap(section, key, head, ref location);
                break;
            case MmdbType.Array when key.SequenceEqual("subdivisions"u8) && head.Size > 0:
                var first = section.Resolve(head.Payload, out _);
                if (first.Type == MmdbType.Map)
                {
                    ReadPlace(section, first, ref location.Subdivision, ref location.SubdivisionName);
                }

                break;
            case MmdbType.String:
                ReadText(section, key, head, ref location);
                break;
            case MmdbType.Boolean when head.Size == 1:
                location.Flags |= FlagOf(key);
                break;
            case MmdbType.UInt16 or MmdbType.UInt32 or MmdbType.UInt64:
                ReadNumber(section, key, head, ref location);
                break;
            default:
                break;
        }

        return next >= 0 ? next : section.Skip(offset);
    }

    private static void ReadMap(MmdbSection section, ReadOnlySpan<byte> key, MmdbHead head, ref MmdbLocation location)
    {
        var none = default(MmdbText);
        if (key.SequenceEqual("country"u8))
        {
            var confidence = ReadPlace(section, head, ref none, ref none, out location.Country);
            location.ConfidencePlusOne = confidence < 0 ? location.ConfidencePlusOne : (byte)(Math.Min(confidence, 100) + 1);
        }
        else if (key.SequenceEqual("registered_country"u8))
        {
            ReadPlace(section, head, ref none, ref none, out location.RegisteredCountry);
        }
        else if (key.SequenceEqual("city"u8))
        {
            ReadPlace(section, head, ref none, ref location.City);
        }
        else if (key.SequenceEqual("traits"u8) || key.SequenceEqual("location"u8))
        {
            var next = head.Payload;
            for (var i = 0; i < head.Size; i++)
            {
                var inner = section.Text(section.Resolve(next, out var value));
                next = ReadField(section, inner, value, ref location);
            }
        }
    }

    private static void ReadText(MmdbSection section, ReadOnlySpan<byte> key, MmdbHead head, ref MmdbLocation location)
    {
        var text = new MmdbText(head.Payload, head.Size);
        if (key.SequenceEqual("country_code"u8))
        {
            location.Country = CodeOf(section.Text(head));
        }
        else if (key.SequenceEqual("state1"u8))
        {
            location.SubdivisionName = text;
        }
        else if (key.SequenceEqual("city"u8))
        {
            location.City = text;
        }
        else if (key.SequenceEqual("connection_type"u8))
        {
            location.ConnectionType = text;
        }
        else if (key.SequenceEqual("user_type"u8))
        {
            location.UserType = text;
        }
        else if (key.SequenceEqual("autonomous_system_organization"u8) || (key.SequenceEqual("isp"u8) && !location.Organization.IsStated))
        {
            location.Organization = text;
        }
    }

    private static void ReadNumber(MmdbSection section, ReadOnlySpan<byte> key, MmdbHead head, ref MmdbLocation location)
    {
        if (key.SequenceEqual("accuracy_radius"u8))
        {
            location.AccuracyRadiusKm = (int)Math.Min(section.Unsigned(head), int.MaxValue);
        }
        else if (key.SequenceEqual("autonomous_system_number"u8))
        {
            location.AutonomousSystem = (uint)Math.Min(section.Unsigned(head), uint.MaxValue);
        }
    }

    private static void ReadPlace(MmdbSection section, MmdbHead map, ref MmdbText code, ref MmdbText name)
        => ReadPlace(section, map, ref code, ref name, out _);

    private static int ReadPlace(MmdbSection section, MmdbHead map, ref MmdbText code, ref MmdbText name, out ushort country)
    {
        var confidence = -1;
        country = 0;
        var next = map.Payload;
        for (var i = 0; i < map.Size; i++)
        {
            var key = section.Text(section.Resolve(next, out var value));
            var head = section.Resolve(value, out next);
            if (head.Type == MmdbType.String && key.SequenceEqual("iso_code"u8))
            {
                code = new MmdbText(head.Payload, head.Size);
                country = CodeOf(section.Text(head));
            }
            else if (head.Type == MmdbType.UInt16 && key.SequenceEqual("confidence"u8))
            {
                confidence = (int)section.Unsigned(head);
            }
            else if (head.Type == MmdbType.Map && key.SequenceEqual("names"u8))
            {
                name = EnglishName(section, head);
            }

            next = next >= 0 ? next : section.Skip(value);
        }

        return confidence;
    }

    private static MmdbText EnglishName(MmdbSection section, MmdbHead names)
    {
        var next = names.Payload;
        for (var i = 0; i < names.Size; i++)
        {
            var language = section.Text(section.Resolve(next, out var value));
            var head = section.Resolve(value, out next);
            if (head.Type == MmdbType.String && language.SequenceEqual("en"u8))
            {
                return new MmdbText(head.Payload, head.Size);
            }

            next = next >= 0 ? next : section.Skip(value);
        }

        return default;
    }

    private static MmdbFlags FlagOf(ReadOnlySpan<byte> key) =>
        !key.StartsWith("is_"u8) ? MmdbFlags.None
        : key.SequenceEqual("is_anonymous"u8) ? MmdbFlags.Anonymous
        : key.SequenceEqual("is_anonymous_vpn"u8) ? MmdbFlags.Vpn
        : key.SequenceEqual("is_hosting_provider"u8) ? MmdbFlags.Hosting
        : key.SequenceEqual("is_public_proxy"u8) ? MmdbFlags.PublicProxy
        : key.SequenceEqual("is_residential_proxy"u8) ? MmdbFlags.ResidentialProxy
        : key.SequenceEqual("is_tor_exit_node"u8) ? MmdbFlags.TorExit
        : key.SequenceEqual("is_anycast"u8) ? MmdbFlags.Anycast
        : key.SequenceEqual("is_satellite_provider"u8) ? MmdbFlags.Satellite
        : MmdbFlags.None;

    private static ushort CodeOf(ReadOnlySpan<byte> text) =>
        text.Length == 2 && char.IsAsciiLetter((char)text[0]) && char.IsAsciiLetter((char)text[1])
            ? (ushort)(((text[0] & 0xdf) << 8) | (text[1] & 0xdf))
            : (ushort)0;
}
