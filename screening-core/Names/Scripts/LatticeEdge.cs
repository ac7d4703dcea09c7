namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>One way through a part of a token: from one node to a later one, writing a Latin label at a cost in tenths of an edit.</summary>
internal readonly record struct LatticeEdge(string Label, short From, short To, byte Cost);
