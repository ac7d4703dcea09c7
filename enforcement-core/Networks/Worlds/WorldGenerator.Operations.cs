namespace Compliance.EnforcementCore.Networks.Worlds;

/// <content>Operations, and the innocent whom they touch.</content>
public sealed partial class WorldGenerator
{
    private const int AccountsOfTemplate = 400;
    private const int TouchesOthers = 30; // Operations from this size on use stolen cards and take accounts over.
    private const int BuysAged = 100;

    private void Operate(int size)
    {
        var actor = _actor++;
        var cards = Many(ArtefactType.Card, size, _world.AccountsPerCard);
        var devices = Many(ArtefactType.Device, size, _world.AccountsPerDevice);
        var addresses = Many(ArtefactType.Ip, size, _world.AccountsPerAddress);
        for (var i = 0; i < addresses.Length; i++)
        {
            addresses[i] = Percent(_world.HostedPercent) ? CampusAddresses + _bits.Below(Hosts) : addresses[i];
        }

        var templates = Many(ArtefactType.Template, size, new WholeRange(AccountsOfTemplate, AccountsOfTemplate));
        var start = AnyHour();
        var innocents = _hours.Count;
        for (var i = 0; i < size; i++)
        {
            var hour = start + (Percent(_world.BurstPercent) ? _bits.Below(72) : _bits.Below(_world.SpreadDays * 24));
            var account = Account(actor, WorldKind.Operation, hour);
            var (day, end) = (DayOf(account), DayOf(account) + 20 + _bits.Below(70));
            if (size >= BuysAged && Percent(2))
            {
                Age(account, day);
            }

            Spend(account, ArtefactType.Card, cards, 90, day, end);
            Spend(account, ArtefactType.Device, devices, 100, day, end);
            Spend(account, ArtefactType.Ip, addresses, 100, day, end);
            Spend(account, ArtefactType.Template, templates, _world.TemplatePercent, day, end);
        }

        if (size >= TouchesOthers)
        {
            Touch(innocents, size, devices, addresses);
        }
    }

    /// <summary>An account that somebody opened long before, and sold.</summary>
    private void Age(int account, int day)
    {
        var opened = day - 200 - _bits.Below(400);
        _hours[account] = Math.Max(opened, FirstDay) * 24;
        Use(account, ArtefactType.Device, New(ArtefactType.Device), opened, day - 30);
        Use(account, ArtefactType.Ip, New(ArtefactType.Ip), opened, day - 30);
    }

    /// <summary>One innocent person's card is stolen, another's account taken over for some days.</summary>
    private void Touch(int innocents, int size, int[] devices, int[] addresses)
    {
        var stolen = New(ArtefactType.Card);
        var victim = _bits.Below(Math.Min(innocents, _size - (_size / OperationShare)));
        Use(victim, ArtefactType.Card, stolen, DayOf(victim), EndOf(victim));
        for (var i = 0; i < 3; i++)
        {
            var account = innocents + _bits.Below(size);
            Use(account, ArtefactType.Card, stolen, DayOf(account), DayOf(account) + 5);
        }

        var taken = _bits.Below(Math.Min(innocents, _size - (_size / OperationShare)));
        var day = DayOf(innocents) + 10;
        Use(taken, ArtefactType.Device, devices[_bits.Below(devices.Length)], day, day + 3);
        Use(taken, ArtefactType.Ip, addresses[_bits.Below(addresses.Length)], day, day + 3);
    }

    private int[] Many(ArtefactType type, int size, WholeRange each)
    {
        var many = new int[Math.Max(1, size / Between(each))];
        for (var i = 0; i < many.Length; i++)
        {
            many[i] = New(type);
        }

        return many;
    }

    private void Spend(int account, ArtefactType type, int[] some, int percent, int first, int last)
    {
        if (Percent(percent))
        {
            Use(account, type, some[_bits.Below(some.Length)], first, last);
        }
    }
}
