namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>The words that the tables use for <see cref="OrganisationClass"/>.</summary>
internal static class OrganisationClassNames
{
    /// <summary>Reads a comma-separated set of classes.</summary>
    /// <exception cref="FormatException">A word is not a class.</exception>
    public static OrganisationClass Parse(string table, string row, string words)
    {
        var all = OrganisationClass.None;
        foreach (var word in words.Split(','))
        {
            all |= word switch
            {
                "limited" => OrganisationClass.Limited,
                "joint-stock" => OrganisationClass.JointStock,
                "partnership" => OrganisationClass.Partnership,
                "sole-trader" => OrganisationClass.SoleTrader,
                "state" => OrganisationClass.State,
                "non-profit" => OrganisationClass.NonProfit,
                "cooperative" => OrganisationClass.Cooperative,
                "branch" => OrganisationClass.Branch,
                "free-zone" => OrganisationClass.FreeZone,
                "trust" => OrganisationClass.Trust,
                "company" => OrganisationClass.Company,
                _ => throw LexiconTable.Unknown(table, row, word,
                    "limited, joint-stock, partnership, sole-trader, state, non-profit, cooperative, branch, free-zone, trust, company"),
            };
        }

        return all;
    }
}
