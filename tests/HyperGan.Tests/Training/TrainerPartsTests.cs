using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests.Training;

/// <summary> A step whose members go through group by group finds what one finds that has them all at once. </summary>
public class TrainerPartsTests
{
    const int Members = 40, Noise = 5, Latent = 4;

    public static TheoryData<string, DiversityKind> Cases => new(
        from fit in new[] { "squared", "cross-entropy", "perturbed" }
        from kind in new[] { DiversityKind.None, DiversityKind.Information, DiversityKind.Discriminator }
        select new TheoryDataRow<string, DiversityKind>(fit, kind));

    [Theory, MemberData(nameof(Cases))]
    public void Groups_have_the_figures_and_gradients_of_all_at_once(string fit, DiversityKind kind)
    {
        var tolerance = sizeof(Real) == sizeof(float) ? 1e-5 : 1e-13;
        var (expected, gradients) = Step(Run(fit, kind, atATime: Members));
        foreach (var atATime in new[] { 1, 16, 39 })
        {
            var (figures, inParts) = Step(Run(fit, kind, atATime));
            Assert.Equal(expected.Loss, figures.Loss, tolerance * Math.Abs(expected.Loss));
            Assert.Equal(expected.Fit, figures.Fit, tolerance * Math.Abs(expected.Fit));
            Assert.Equal(expected.Diversity, figures.Diversity);
            Assert.Equal(expected.Own, figures.Own);
            var size = Math.Sqrt(gradients.Average(g => (double)g * g));
            Assert.True(size > 0);
            Assert.Equal(gradients, inParts, (one, other) => Math.Abs(one - other) <= 10 * tolerance * size);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Codes_computed_twice_have_the_figures_and_gradients_of_codes_remembered(string fit, DiversityKind kind)
    {
        var tolerance = sizeof(Real) == sizeof(float) ? 1e-5 : 1e-13;
        var (expected, gradients) = Step(Run(fit, kind, atATime: 16));
        foreach (var remembered in new[] { 1, 16, 39 })
        {
            var (figures, twice) = Step(Run(fit, kind, atATime: 16, remembered: remembered));
            Assert.Equal(expected.Loss, figures.Loss, tolerance * Math.Abs(expected.Loss));
            Assert.Equal(expected.Fit, figures.Fit, tolerance * Math.Abs(expected.Fit));
            Assert.Equal(expected.Diversity, figures.Diversity, tolerance);
            Assert.Equal(expected.Own, figures.Own, tolerance);
            var size = Math.Sqrt(gradients.Average(g => (double)g * g));
            Assert.True(size > 0);
            Assert.Equal(gradients, twice, (one, other) => Math.Abs(one - other) <= 10 * tolerance * size);
        }
    }

    [Theory]
    [InlineData(DiversityKind.Information), InlineData(DiversityKind.Discriminator)]
    public void Of_more_members_than_are_remembered_noise_and_codes_alone_stay_on_the_tape(DiversityKind kind)
    {
        var (few, many) = (Capacity(400, remembered: 32), Capacity(2000, remembered: 32));
        Assert.InRange(many - few, 0, (2000 - 400) * 2 * (2 * Noise + 3 * Latent));
        Assert.True(Capacity(2000, remembered: 2000) > 2 * many);

        int Capacity(int members, int remembered)
        {
            var (trainer, tape) = Run("squared", kind, atATime: 16, remembered: remembered, members: members);
            trainer.Step();
            return tape.Capacity;
        }
    }

    [Fact]
    public void A_step_in_groups_allocates_nothing()
    {
        var (trainer, _) = Run("squared", DiversityKind.Information, atATime: 16, remembered: 30);
        Assert.Equal(0, Allocation.Of(() => trainer.Step()));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var alone = Step(Run("squared", DiversityKind.Information, atATime: 16, remembered: 30)).Gradients;
        foreach (var workers in new[] { 2, 3, 8 })
        {
            using var team = new Team(workers);
            Assert.Equal(alone, Step(Run("squared", DiversityKind.Information, atATime: 16, team, remembered: 30)).Gradients);
        }
    }

    [Fact]
    public void A_fit_that_is_no_mean_over_members_sees_them_all()
    {
        var counting = new CountingFit();
        var (trainer, _) = Run(counting, DiversityKind.None, Small.Regression, atATime: 16, team: null, remembered: Members, Members);
        trainer.Step();
        Assert.Equal([Members], counting.Seen);
    }

    [Fact]
    public void No_member_at_a_time_is_refused() =>
        Assert.Contains("0 members at a time", Assert.Throws<ArgumentException>(() => Run("squared", DiversityKind.None, atATime: 0)).Message, StringComparison.Ordinal);

    static (StepFigures Figures, Real[] Gradients) Step((Trainer Trainer, Tape Tape) run)
    {
        var figures = run.Trainer.Step();
        return (figures, run.Tape.Parameters.Gradients.ToArray());
    }

    static (Trainer Trainer, Tape Tape) Run(string fit, DiversityKind kind, int atATime, Team? team = null, int remembered = Members, int members = Members) => fit switch
    {
        "squared" => Run(new SquaredFit(), kind, Small.Regression, atATime, team, remembered, members),
        "cross-entropy" => Run(new CrossEntropyFit(), kind, Small.Classification, atATime, team, remembered, members),
        _ => Run(null, kind, Small.Regression, atATime, team, remembered, members),
    };

    /// <summary> Without a fit, the one that perturbs, whose parameter lies on the tape. </summary>
    static (Trainer Trainer, Tape Tape) Run(IFit? fit, DiversityKind kind, TrainingData data, int atATime, Team? team, int remembered, int members)
    {
        var tape = new Tape(seed: 3, team);
        var main = new MainNetwork([2, 8, 6, data.TargetWidth == 0 ? 3 : 1]);
        var source = new NoiseSource(Prior.Normal, Noise, Condition.Noise, labels: 0, tape.Random.Split("noise"));
        var network = new HyperNetwork(tape, new(tape, main, source.Width, Latent, [12]), source);
        IDiversity? diversity = kind switch
        {
            DiversityKind.Information => new CodeInformation(tape, main.Layers * Latent, Noise, [9]),
            DiversityKind.Discriminator => new Discriminator(tape, main.Layers * Latent, [9], Prior.Normal),
            _ => null,
        };
        fit ??= new PerturbedFit(tape, data.Rows, main.Outputs, Noise, deviation: 0.5);
        return (new(network, data, fit, diversity, new()
        {
            Members = members,
            BatchSize = 7,
            FitWeight = 0.7,
            DiversityWeight = 0.3,
            MembersAtATime = atATime,
            MembersRemembered = remembered,
        }), tape);
    }

    sealed class CountingFit : IFit
    {
        public List<int> Seen { get; } = [];

        public Tensor Loss(in Pass pass, in Batch batch)
        {
            Seen.Add(pass.Members);
            return pass.Outputs.Square().Mean();
        }
    }
}
