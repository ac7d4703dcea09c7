namespace Compliance.EnforcementCore.Networks.Worlds;

/// <content>Ordinary people, and what they share for good reasons.</content>
public sealed partial class WorldGenerator
{
    private void Draw(int most)
    {
        var draw = Uniform() * 100;
        if (draw < 6)
        {
            Family(2 + _bits.Below(4), most);
        }
        else if (draw < 6.15)
        {
            Group(WorldKind.Agency, 8 + _bits.Below(33), most, card: 80, address: 85, domain: 80, burst: 50);
        }
        else if (draw < 6.16)
        {
            Group(WorldKind.Reseller, 100 + _bits.Below(201), most, card: 90, address: 70, domain: 0, burst: 0);
        }
        else if (draw < 6.21)
        {
            Group(WorldKind.Corporate, 20 + _bits.Below(80), most, card: 100, address: 30, domain: 95, burst: 0);
        }
        else if (draw < 16)
        {
            Campus();
        }
        else if (draw < 40)
        {
            var account = Person(_actor++, WorldKind.SharedAddress, AnyHour(), ownAddress: false);
            var day = DayOf(account);
            Use(account, ArtefactType.SharedIp, _bits.Below(SharedAddresses), day, day + _bits.Below(60));
        }
        else
        {
            Alone(most);
        }
    }

    private int Person(int actor, WorldKind kind, int hour, bool ownAddress = true, bool ownCard = true, bool ownDevice = true)
    {
        var account = Account(actor, kind, hour);
        var (day, end) = (DayOf(account), EndOf(account));
        if (ownCard && Percent(80))
        {
            Use(account, ArtefactType.Card, New(ArtefactType.Card), day, end);
        }

        if (ownDevice)
        {
            // A few devices were bought second-hand from somebody on the platform.
            var old = Percent(1) && _next[(int)ArtefactType.Device] > 0;
            Use(account, ArtefactType.Device, old ? _bits.Below(_next[(int)ArtefactType.Device]) : New(ArtefactType.Device), day, end);
        }

        if (ownAddress)
        {
            // Some addresses were somebody else's before, and some belong to hosting.
            var address = Percent(2) ? CampusAddresses + _bits.Below(Hosts)
                : Percent(5) ? _bits.Below(_next[(int)ArtefactType.Ip]) : New(ArtefactType.Ip);
            Use(account, ArtefactType.Ip, address, day, end);
        }

        if (Percent(20))
        {
            var popular = Uniform();
            Use(account, ArtefactType.Template, (int)(popular * popular * Templates), day, end);
        }

        return account;
    }

    private void Alone(int most)
    {
        var actor = _actor++;
        var account = Person(actor, WorldKind.Single, AnyHour());
        if (!Percent(3) || _hours.Count >= most)
        {
            return;
        }

        // A second account: after a lost telephone, or for work.
        var from = Math.Max(0, _facts.Count - 4);
        var facts = _facts.GetRange(from, _facts.Count - from).FindAll(fact => fact.Account == account);
        var second = Account(actor, WorldKind.Single, _hours[account] + _bits.Below(200 * 24));
        var (day, end) = (DayOf(second), EndOf(second));
        foreach (var fact in facts.Where(fact => (ArtefactType)(fact.Artefact >> TypeShift) is ArtefactType.Card or ArtefactType.Ip))
        {
            Use(second, (ArtefactType)(fact.Artefact >> TypeShift), fact.Artefact & ((1 << TypeShift) - 1), day, end);
        }

        Use(second, ArtefactType.Device, New(ArtefactType.Device), day, end);
    }

    private void Campus()
    {
        var term = (FirstDay + 60) * 24;
        var account = Person(_actor++, WorldKind.Campus, Percent(20) ? term + _bits.Below(48) : AnyHour(), ownAddress: false);
        Use(account, ArtefactType.Ip, _bits.Below(CampusAddresses), DayOf(account), EndOf(account));
    }

    private void Family(int size, int most)
    {
        var (card, address, device) = (New(ArtefactType.Card), New(ArtefactType.Ip), New(ArtefactType.Device));
        for (var member = 0; member < size && _hours.Count < most; member++)
        {
            var (shareCard, shareAddress, shareDevice) = (Percent(35), Percent(90), Percent(15));
            var account = Person(_actor++, WorldKind.Family, AnyHour(), !shareAddress, !shareCard, !shareDevice);
            Share(account, ArtefactType.Card, card, shareCard);
            Share(account, ArtefactType.Ip, address, shareAddress);
            Share(account, ArtefactType.Device, device, shareDevice);
        }
    }

    private void Group(WorldKind kind, int size, int most, int card, int address, int domain, int burst)
    {
        var (sharedCard, sharedAddress, start) = (New(ArtefactType.Card), New(ArtefactType.Ip), AnyHour());
        var sharedDomain = domain > 0 ? New(ArtefactType.MailDomain) : 0;
        var template = Percent(50) ? New(ArtefactType.Template) : -1;
        for (var member = 0; member < size && _hours.Count < most; member++)
        {
            var (shareCard, shareAddress) = (Percent(card), Percent(address));
            var account = Person(_actor++, kind, Percent(burst) ? start + _bits.Below(72) : AnyHour(), !shareAddress, !shareCard);
            Share(account, ArtefactType.Card, sharedCard, shareCard);
            Share(account, ArtefactType.Ip, sharedAddress, shareAddress);
            Share(account, ArtefactType.MailDomain, sharedDomain, Percent(domain));
            Share(account, ArtefactType.Template, template, template >= 0 && kind != WorldKind.Reseller);
        }
    }

    private void Share(int account, ArtefactType type, int artefact, bool shares)
    {
        if (shares)
        {
            Use(account, type, artefact, DayOf(account), EndOf(account));
        }
    }
}
