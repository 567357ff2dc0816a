using AbstractMiner.Review;

namespace AbstractMiner.Tests.Review;

public class AgreementTest
{
    [Fact]
    public void KappaIsTheTextbookOne()
    {
        // 20 both yes, 15 both no, 5 yes-no, 10 no-yes of 50: po 0.7, pe 0.5, kappa 0.4 (the usual two-rater example).
        (Decision, Decision, int)[] table = [(Decision.Accept, Decision.Accept, 20), (Decision.Accept, Decision.Reject, 5), (Decision.Reject, Decision.Accept, 10), (Decision.Reject, Decision.Reject, 15)];
        (Decision First, Decision Second)[] pairs = [.. table.SelectMany(cell => Enumerable.Repeat((cell.Item1, cell.Item2), cell.Item3))];
        AgreementReport report = Agreement.Compare(
            [.. pairs.Select((pair, i) => LedgerTest.Of($"e{i}", pair.First))],
            [.. pairs.Select((pair, i) => LedgerTest.Of($"e{i}", pair.Second) with { Reviewer = "second" })]);
        FieldAgreement decision = report.Fields.Single(item => item.Field == "decision");
        Assert.Equal((50, 35, 0.4), (decision.Of, decision.Exact, Math.Round(decision.Kappa!.Value, 10)));
        Assert.Equal(15, report.Conflicts.Length);
        // Findings: 25 of the first, 30 of the second, 20 shared.
        Assert.Equal(2.0 * 20 / 55, report.RowF1, 10);
    }

    [Fact]
    public void NumbersAgreeExactlyOrNearly()
    {
        AgreementReport report = Agreement.Compare(
            [LedgerTest.Of("e1", Decision.Edit, ("value", "35.0")), LedgerTest.Of("e2", Decision.Edit, ("value", "100")), LedgerTest.Of("e3", Decision.Accept)],
            [LedgerTest.Of("e1", Decision.Edit, ("value", "35")), LedgerTest.Of("e2", Decision.Edit, ("value", "100.5")), LedgerTest.Of("e4", Decision.Accept)]);
        FieldAgreement value = report.Fields.Single(item => item.Field == "value");
        Assert.Equal((2, 1, 2, null), (value.Of, value.Exact, value.Close, value.Kappa));
        Assert.Equal((1, 1), (report.OnlyFirst, report.OnlySecond));
    }
}
