using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AbstractMiner.Review;

/// <summary>What a reviewer said of a finding.</summary>
public enum Decision
{
    /// <summary>The row is right as the program wrote it.</summary>
    Accept,

    /// <summary>The row stands, with other values.</summary>
    Edit,

    /// <summary>The row is no finding.</summary>
    Reject,

    /// <summary>A finding that the program did not see.</summary>
    Missing,

    /// <summary>The reviewer takes back what they said before.</summary>
    Withdraw,
}

/// <summary>
/// Where a decision belongs, so that it survives a new run: the finding's id first; then its words and what stands round
/// them, in the manner of the W3C Web Annotation TextQuoteSelector.
/// </summary>
/// <param name="EvidenceId">The finding's id; for a missing finding an id made from the quote.</param>
/// <param name="Source">The file that the abstract was read from.</param>
/// <param name="Exact">The characters of the value.</param>
/// <param name="Prefix">Up to 32 characters before it.</param>
/// <param name="Suffix">Up to 32 characters after it.</param>
public sealed record Anchor(string EvidenceId, string AbstractId, string Source, string Exact, string Prefix, string Suffix);

/// <summary>One decision, as the ledger keeps it.</summary>
/// <param name="Machine">Every editable value as the program wrote it.</param>
/// <param name="Corrected">The values that the reviewer gave, by column; a null clears a value.</param>
/// <param name="Adjudicates">Settles a conflict between reviewers: it outranks theirs.</param>
public sealed record Correction(
    Decision Decision,
    Anchor Anchor,
    string Reviewer,
    DateTimeOffset Time,
    ImmutableSortedDictionary<string, string?> Machine,
    ImmutableSortedDictionary<string, string?> Corrected,
    string? Comment = null,
    bool Adjudicates = false)
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Whether another decision says the same of the same finding, whoever said it and when.</summary>
    public bool SaysTheSameAs(Correction other) =>
        Decision == other.Decision && Corrected.SequenceEqual(other.Corrected) && Anchor.EvidenceId == other.Anchor.EvidenceId;
}
