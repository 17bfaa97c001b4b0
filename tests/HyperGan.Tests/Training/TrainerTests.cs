using HyperGan.Kernels;

namespace HyperGan.Tests.Training;

public class TrainerTests
{
    public static TheoryData<DiversityKind, bool> Kinds => new(
        from kind in Enum.GetValues<DiversityKind>() from classifies in new[] { false, true } select new TheoryDataRow<DiversityKind, bool>(kind, classifies));

    [Theory, MemberData(nameof(Kinds))]
    public void A_step_allocates_nothing(DiversityKind kind, bool classifies)
    {
        var trainer = Session(kind, classifies).Trainer;
        Assert.Equal(0, Allocation.Of(() => trainer.Step()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Any_number_of_threads_gives_the_same_bits(DiversityKind kind, bool classifies)
    {
        var alone = Trained(kind, classifies, team: null);
        foreach (var workers in new[] { 2, 3, 8 })
        {
            using var team = new Team(workers);
            Assert.Equal(alone, Trained(kind, classifies, team));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Training_lowers_the_fit(DiversityKind kind, bool classifies)
    {
        var trainer = Session(kind, classifies).Trainer;
        double first = 0, last = 0;
        for (var i = 0; i < 400; i++)
        {
            var fit = trainer.Step().Fit;
            first += i < 20 ? fit : 0;
            last += i >= 380 ? fit : 0;
        }
        Assert.True(last < 0.95 * first, $"from {first / 20} to {last / 20}");
    }

    [Fact]
    public void Generator_and_discriminator_move_by_their_own_rates()
    {
        var options = Small.Options with { Diversity = DiversityKind.Discriminator, Rate = 0 };
        var session = new TrainingSession(options, Small.Regression, 1);
        var (generator, discriminator) = (session.Network.Generator.Parameters, session.Network.Tape.Parameters.Of("discriminator."));
        var (before, own) = (generator.Values.ToArray(), discriminator.Values.ToArray());
        session.Trainer.Step();
        Assert.Equal(before, generator.Values.ToArray());
        Assert.NotEqual(own, discriminator.Values.ToArray());
    }

    [Fact]
    public void The_discriminator_s_gradient_is_its_own()
    {
        // With a weight of 1000 on the generator's term a leak would show at once.
        Assert.Equal(Gradient(weight: 0), Gradient(weight: 1000));

        static Real[] Gradient(double weight)
        {
            var session = new TrainingSession(Small.Options with { Diversity = DiversityKind.Discriminator, DiversityWeight = weight }, Small.Regression, 1);
            session.Trainer.Step();
            return session.Network.Tape.Parameters.Of("discriminator.").Gradients.ToArray();
        }
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_and_leaves_the_parameters()
    {
        var session = new TrainingSession(Small.Options with { Rate = 1e30, MaximumNorm = 0 }, Small.Regression, 1);
        var last = Array.Empty<Real>();
        var thrown = Assert.Throws<TrainingDivergedException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                last = session.Network.Generator.Parameters.Values.ToArray();
                session.Trainer.Step();
            }
        });
        Assert.Contains($"step {thrown.Step}", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(last, session.Network.Generator.Parameters.Values.ToArray());
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Assert.Contains("2 inputs and 1 targets", Refusal(() => new TrainingSession(Small.Options, Small.Regression, 3)), StringComparison.Ordinal);
        Assert.Contains("label 2", Refusal(() => new TrainingSession(Small.Options, Small.Classification, 2)), StringComparison.Ordinal);

        var two = TrainingData.Regression(Small.Regression.Inputs[..20], 2, Small.Regression.Targets[..20], 2);
        Assert.Contains("noise-deviation: 3", Refusal(() => new TrainingSession(Small.Options, two, 2)), StringComparison.Ordinal);

        static string Refusal(Func<object> create) => Assert.Throws<ArgumentException>(create).Message;
    }

    static TrainingSession Session(DiversityKind kind, bool classifies, Team? team = null) => new(
        Small.Options with { Diversity = kind, Condition = kind == DiversityKind.Information ? Condition.OneHot : Condition.None },
        classifies ? Small.Classification : Small.Regression, classifies ? 3 : 1, team);

    static Real[] Trained(DiversityKind kind, bool classifies, Team? team)
    {
        var session = Session(kind, classifies, team);
        for (var i = 0; i < 15; i++)
            session.Trainer.Step();
        return [.. session.Network.Tape.Parameters.Values, .. session.Ensemble.Summarize(Small.Inputs(40), 70).Means.Select(mean => (Real)mean)];
    }
}
