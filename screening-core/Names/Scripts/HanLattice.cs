namespace Compliance.ScreeningCore.Names.Scripts;
internal static class HanLattice
{
    public static bool Build(ReadOnlySpan<char> token, LatticeBuilder builder) => false;
    public static void Spell(string token, List<string> spellings) { }
}
internal static class KanaForm
{
    public static bool Build(ReadOnlySpan<char> token, LatticeBuilder builder) => false;
    public static void Spell(string token, List<string> spellings) { }
}
