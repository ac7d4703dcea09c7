using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary>The emulation of OFAC's search score, the best of all names of both sides.</summary>
internal sealed class OfacPairScorer : IPairScorer
{
    public string Name => "OFAC search emulation";

    public double Score(LabelledPair pair) =>
        pair.Subject.Aliases.Prepend(pair.Subject.Name)
        .Max(subject => pair.Party.Names.Max(listed => OfacEmulation.Score(subject, listed.Text)));
}
