using System.Collections.Immutable;

namespace AbstractMiner.Learning;

/// <summary>One thing that a choice may fall on.</summary>
/// <param name="Right">By the gold; of several right candidates any will do.</param>
public sealed record Candidate(ImmutableArray<string> Features, bool Right);

/// <summary>A decision to learn from: one of its candidates is to be chosen.</summary>
/// <param name="Document">Choices of one abstract are never split between training and testing.</param>
public sealed record Choice(string Document, ImmutableArray<Candidate> Candidates);
