using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.EnforcementCore.Notices;

namespace Compliance.EnforcementCore.Tests.Notices;

/// <summary>
/// Which statements the European Commission's database accepts and which it refuses, and what it keeps: the facts of its public interface
/// tests (digital-services-act/transparency-database, version 69e80a0), told in our own words. Those of its 43 tests that are about
/// accounts, caches or its search index say nothing about a statement and have no row here; a second statement under one id is refused by
/// the database itself, which alone knows what it has: our ids are unique by construction.
/// </summary>
public sealed class StatementVectorTests
{
    private static readonly string Plain = """
        { "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED", "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED"],
          "decision_monetary": null, "decision_provision": null, "decision_account": null,
          "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "category": "STATEMENT_CATEGORY_ANIMAL_WELFARE",
          "illegal_content_legal_ground": "a law", "illegal_content_explanation": "it breaks it", "puid": "id-1",
          "territorial_scope": ["BE", "DE", "FR"], "source_type": "SOURCE_ARTICLE_16", "source_identity": "somebody",
          "decision_facts": "what happened", "content_type": ["CONTENT_TYPE_SYNTHETIC_MEDIA"], "automated_detection": "No",
          "automated_decision": "AUTOMATED_DECISION_PARTIALLY", "application_date": "2023-05-18", "content_date": "2023-05-18" }
        """;

    /// <summary>What is changed, and the field that is refused; none where it is accepted.</summary>
    public static TheoryData<string, string?> Cases => new()
    {
        { "{}", null },
        { """{"application_date":"2023-12-20"}""", null },
        { """{"account_type":"ACCOUNT_TYPE_BUSINESS","content_language":"EN"}""", null },
        { """{"account_type":"ACCOUNT_TYPE_BUSINESS","content_language":"VI"}""", null },
        { """{"content_language":"XX"}""", "content_language" },
        { """{"content_language":"en"}""", "content_language" },
        { """{"account_type":"ACCOUNT_TYPE_NOT_VALID"}""", "account_type" },
        { """{"application_date":"2023-12-20-05"}""", "application_date" },
        { """{"application_date":"2023-4-4-4"}""", "application_date" },
        { """{"application_date":"2026-11-30","end_date_monetary_restriction":"2026-12-07"}""", null },
        { """{"decision_ground_reference_url":"notvalidurl"}""", "decision_ground_reference_url" },
        { """{"decision_ground_reference_url":"https://www.example.com"}""", null },
        { """{"territorial_scope":["XY","ZZ"]}""", "territorial_scope" },
        { """{"puid":"very bad é + pu.id"}""", "puid" },
        { """{"puid":""}""", "puid" },
        { """{"puid":null}""", "puid" },
        { """{"puid":"new-puid-123"}""", null },
        { """{"content_type":["CONTENT_TYPE_APP","CONTENT_TYPE_OTHER"],"content_type_other":"something"}""", null },
        { """{"content_type":["CONTENT_TYPE_APP","CONTENT_TYPE_OTHER"]}""", "content_type_other" },
        { """{"content_type":["CONTENT_TYPE_AUDIO","CONTENT_TYPE_APP","CONTENT_TYPE_VIDEO"],"content_type_other":"x"}""", null },
        { """{"source_type":"SOURCE_TYPE_OTHER_NOTIFICATION","source_identity":"somebody"}""", null },
        { """{"source_type":"SOURCE_VOLUNTARY","source_identity":"somebody"}""", null },
        { """
            {"end_date_visibility_restriction":"2023-08-10","end_date_monetary_restriction":"2023-08-11",
             "end_date_service_restriction":"2023-08-12","end_date_account_restriction":"2023-08-13"}
            """, null },
        { """
            {"category_specification":["KEYWORD_ADULT_SEXUAL_MATERIAL","KEYWORD_DESIGN_INFRINGEMENT","KEYWORD_OTHER"],
             "category_specification_other":"x"}
            """, null },
        { """{"category":"STATEMENT_CATEGORY_VIOLENCE","category_addition":[]}""", null },
        { """{"decision_visibility":null,"decision_account":"DECISION_ACCOUNT_SUSPENDED"}""", null },
        { """{"decision_visibility":null}""", "decision_visibility" },
        { """{"content_id":{"EAN-13":"1234567890123"}}""", null },
        { """{"content_id":{"EAN-13":"123456789012"}}""", "content_id.EAN-13" },
        { """{"content_id":{"EAN-13":"12345678901AB"}}""", "content_id.EAN-13" },
        { """{"decision_ground":"DECISION_GROUND_INCOMPATIBLE_CONTENT"}""", "incompatible_content_ground" },
        { """{"decision_monetary":"DECISION_MONETARY_OTHER"}""", "decision_monetary_other" },
        { """{"application_date":"2019-12-31"}""", "application_date" },
        { """{"content_date":"2038-01-02"}""", "content_date" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_statement_is_accepted_or_refused_as_the_database_does(string change, string? refused)
    {
        var problems = StatementRules.Problems(Statement(change));
        if (refused is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(problems, problem => problem.Field == refused);
        }
    }

    [Fact]
    public void What_belongs_to_another_ground_source_or_code_is_not_kept()
    {
        var illegal = Kept("""{"incompatible_content_ground":"x","incompatible_content_explanation":"y"}""");
        Assert.Equal((null, null, "a law"), (illegal.IncompatibleContentGround, illegal.IncompatibleContentExplanation,
            illegal.IllegalContentLegalGround));
        var incompatible = Kept("""
            {"decision_ground":"DECISION_GROUND_INCOMPATIBLE_CONTENT","incompatible_content_ground":"x",
             "incompatible_content_explanation":"y","incompatible_content_illegal":"No"}
            """);
        Assert.Equal((null, null, "No"), (incompatible.IllegalContentLegalGround, incompatible.IllegalContentExplanation,
            incompatible.IncompatibleContentIllegal));
        Assert.Null(Kept("""{"content_type_other":"x"}""").ContentTypeOther);
        Assert.Null(Kept("""{"source_type":"SOURCE_VOLUNTARY"}""").SourceIdentity);
        Assert.Equal("STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", Assert.Single(Kept("""
            {"category":"STATEMENT_CATEGORY_VIOLENCE",
             "category_addition":["STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH","STATEMENT_CATEGORY_VIOLENCE"]}
            """).CategoryAddition));
    }

    [Fact]
    public void A_statement_reads_as_it_was_written_and_a_hundred_make_a_submission()
    {
        var statement = Statement("""{"content_id":{"EAN-13":"1234567890123"},"content_language":"DE"}""");
        var written = StatementFormat.Write(statement);
        Assert.Equal(written, StatementFormat.Write(StatementFormat.Read(written)));
        Assert.Contains("\"content_id\":{\"EAN-13\":\"1234567890123\"}", written, StringComparison.Ordinal);
        Assert.Equal([100, 100, 50], StatementFormat.WriteMany(Enumerable.Repeat(statement, 250))
            .Select(json => JsonDocument.Parse(json).RootElement.GetProperty("statements").GetArrayLength()));
    }

    [Fact]
    public void Lengths_are_counted_in_code_points()
    {
        Assert.Empty(StatementRules.Problems(Statement("{}") with { DecisionFacts = string.Concat(Enumerable.Repeat("😀", 5000)) }));
        Assert.NotEmpty(StatementRules.Problems(Statement("{}") with { DecisionFacts = string.Concat(Enumerable.Repeat("😀", 5001)) }));
    }

    private static StatementOfReasons Kept(string change) => StatementRules.Kept(Statement(change));

    private static StatementOfReasons Statement(string change)
    {
        var statement = JsonNode.Parse(Plain)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            statement[name] = value?.DeepClone();
        }

        return StatementFormat.Read(statement.ToJsonString());
    }
}
