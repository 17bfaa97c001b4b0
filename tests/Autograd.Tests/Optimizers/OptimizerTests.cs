using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

/// <summary> Every optimiser against its formula, element by element in double, on the loss ½ Σ cᵢ pᵢ² whose gradient is cᵢ pᵢ. </summary>
public class OptimizerTests
{
    static readonly double[] _curvature = [1, 0.1, 3, 7, 0.01];

    delegate void Rule(ref double p, double g, ref double m, ref double v, int step);

    [Fact]
    public void Sgd_IsItsFormula() => Compare(
        p => new Sgd(p) { Rate = 0.05 },
        (ref double p, double g, ref double m, ref double v, int step) => p -= 0.05 * g);

    [Fact]
    public void SgdWithMomentum_IsItsFormula() => Compare(
        p => new Sgd(p) { Rate = 0.05, Momentum = 0.9, WeightDecay = 0.1 },
        (ref double p, double g, ref double m, ref double v, int step) =>
        {
            m = 0.9 * m + g + 0.1 * p;
            p -= 0.05 * m;
        });

    [Fact]
    public void Nesterov_IsItsFormula() => Compare(
        p => new Sgd(p) { Rate = 0.05, Momentum = 0.9, Nesterov = true },
        (ref double p, double g, ref double m, ref double v, int step) =>
        {
            m = 0.9 * m + g;
            p -= 0.05 * (g + 0.9 * m);
        });

    [Fact]
    public void Adam_IsItsFormula() => Compare(p => new Adam(p) { Rate = 0.02 }, AdamRule(decay: 0));

    [Fact]
    public void AdamW_DecaysBesideTheGradient() => Compare(
        p => new AdamW(p) { Rate = 0.02, WeightDecay = 0.3 },
        (ref double p, double g, ref double m, ref double v, int step) =>
        {
            p *= 1 - 0.02 * 0.3;
            AdamRule(decay: 0)(ref p, g, ref m, ref v, step);
        });

    [Fact]
    public void AdamsWeightDecay_IsAPenaltyInTheGradient() => Compare(p => new Adam(p) { Rate = 0.02, WeightDecay = 0.3 }, AdamRule(decay: 0.3));

    static Rule AdamRule(double decay) => (ref double p, double g, ref double m, ref double v, int step) =>
    {
        g += decay * p;
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        p -= 0.02 * (m / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8);
    };

    static void Compare(Func<ParameterRange, Optimizer> create, Rule rule)
    {
        var tape = new Tape();
        var p = tape.Parameter("p", new(1, 5), (values, _) => values.Fill(2));
        var optimizer = create(tape.Parameters);
        double[] expected = [2, 2, 2, 2, 2], m = new double[5], v = new double[5];
        for (var step = 1; step <= 25; step++)
        {
            Backward(tape, p);
            optimizer.Step();
            for (var i = 0; i < 5; i++)
                rule(ref expected[i], _curvature[i] * expected[i], ref m[i], ref v[i], step);
        }
        var tolerance = typeof(Real) == typeof(double) ? 1e-12 : 1e-5;
        for (var i = 0; i < 5; i++)
            Assert.Equal(expected[i], p.Values[i], tolerance);
        Assert.Equal(25, optimizer.Steps);
    }

    static void Backward(Tape tape, Tensor p)
    {
        tape.Reset();
        Real[] half = [.. _curvature.Select(c => (Real)(c / 2))];
        tape.Backward((p * p * tape.Constant(half, 1, 5)).Sum());
    }

    [Fact]
    public void Ranges_AreMovedByTheirOwnOptimiserOnly()
    {
        var tape = new Tape();
        var a = tape.Parameter("a", new(1, 5), (values, _) => values.Fill(1));
        var b = tape.Parameter("b", new(1, 5), (values, _) => values.Fill(1));
        var adam = new Adam(tape.Parameters[..1]);
        tape.Backward((a * b).Sum());
        adam.Step();
        Assert.DoesNotContain((Real)1, a.Values.ToArray());
        Assert.Equal([1, 1, 1, 1, 1], b.Values.ToArray());
    }

    [Fact]
    public void Schedule_ScalesTheRate()
    {
        var tape = new Tape();
        var p = tape.Parameter("p", new(1, 5), (values, _) => values.Fill(2));
        var sgd = new Sgd(tape.Parameters) { Rate = 1, Schedule = new StepSchedule(Every: 1, Factor: 0) };
        Backward(tape, p);
        sgd.Step();
        Assert.Equal(0, p.Values[0]);
        Backward(tape, p);
        p.Tape.Parameters[0].Values.Fill(2);
        sgd.Step();
        Assert.Equal(2, p.Values[0]);
    }

    [Theory]
    [InlineData(double.NaN), InlineData(double.NegativeInfinity), InlineData(-1)]
    public void AScheduleThatLeavesTheRates_IsRefused_AndNothingMoves(double factor)
    {
        var tape = new Tape();
        var p = tape.Parameter("p", new(1, 5), (values, _) => values.Fill(2));
        var sgd = new Sgd(tape.Parameters) { Schedule = new StepSchedule(Every: 1, factor), MaximumNorm = 0.1 };
        Backward(tape, p);
        sgd.Step();   // factor⁰ = 1
        Real[] values = p.Values.ToArray(), gradient = p.Gradient.ToArray();
        Assert.Contains("StepSchedule", Assert.Throws<InvalidOperationException>(sgd.Step).Message, StringComparison.Ordinal);
        Assert.Equal(1, sgd.Steps);
        Assert.Equal(values, p.Values.ToArray());
        Assert.Equal(gradient, p.Gradient.ToArray());
    }

    [Fact]
    public void AnOptimiserOfNothing_IsRefused()
    {
        var tape = new Tape();
        Assert.Contains("make the layers first", Assert.Throws<ArgumentException>(() => new Adam(tape.Parameters)).Message, StringComparison.Ordinal);
        tape.Parameter("p", Shape.Scalar);
        Assert.Throws<ArgumentException>(() => new Sgd(tape.Parameters[..0]));
    }

    [Fact]
    public void MaximumNorm_LimitsTheStep_AndANormThatIsNotFiniteMovesNothing()
    {
        var tape = new Tape();
        var p = tape.Parameter("p", new(1, 5), (values, _) => values.Fill(2));
        var sgd = new Sgd(tape.Parameters) { Rate = 1, MaximumNorm = 0.5 };
        Backward(tape, p);
        sgd.Step();
        Assert.Equal(2 * Math.Sqrt(_curvature.Sum(c => c * c)), sgd.GradientNorm, 1e-5);
        Assert.Equal(0.5, Math.Sqrt(p.Values.ToArray().Sum(v => Math.Pow(v - 2.0, 2))), 1e-5);

        Real[] before = p.Values.ToArray();
        tape.Parameters.Gradients[3] = Real.PositiveInfinity;
        Assert.Contains("norm of the gradient", Assert.Throws<InvalidOperationException>(sgd.Step).Message, StringComparison.Ordinal);
        Assert.Equal(before, p.Values.ToArray());
        Assert.Equal(1, sgd.Steps);
    }

    [Fact]
    public void AfterAStep_RecordedValuesAreStale()
    {
        var tape = new Tape();
        var p = tape.Parameter("p", new(1, 5), (values, _) => values.Fill(2));
        var sgd = new Sgd(tape.Parameters);
        var loss = (p * p).Sum();
        tape.Backward(loss);
        sgd.Step();
        Assert.Contains("Reset", Assert.Throws<InvalidOperationException>(() => tape.Backward(loss)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void BadRates_AreRefused(double rate)
    {
        var tape = new Tape();
        tape.Parameter("p", Shape.Scalar);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(tape.Parameters) { Rate = rate });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(tape.Parameters, rate));
    }

    [Theory]
    [InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void WhatNoStepCanUse_IsRefusedByItsName(double bad)
    {
        var tape = new Tape();
        tape.Parameter("p", Shape.Scalar);
        AssertRefused("Epsilon", () => new Adam(tape.Parameters) { Epsilon = bad });
        AssertRefused("WeightDecay", () => new Adam(tape.Parameters) { WeightDecay = bad });
        AssertRefused("WeightDecay", () => new Sgd(tape.Parameters) { WeightDecay = bad });
        AssertRefused("Momentum", () => new Sgd(tape.Parameters) { Momentum = bad });

        static void AssertRefused(string name, Func<Optimizer> create) =>
            Assert.StartsWith($"{name}: ", Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEpsilonOfZero_AndAMomentumOfOne_AreRefused()
    {
        var tape = new Tape();
        tape.Parameter("p", Shape.Scalar);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(tape.Parameters) { Epsilon = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(tape.Parameters) { Epsilon = 1e-320 / double.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(tape.Parameters) { Momentum = 1 });
    }

    [Fact]
    public void Adam_IsTheSameToTheBit_ForAnyNumberOfWorkers()
    {
        Real[]? alone = null;
        foreach (var workers in new[] { 1, 2, 3, 8 })
        {
            using var team = new Team(workers);
            var tape = new Tape(seed: 4, team);
            var p = tape.Parameter("p", new(300, 301), (values, random) => random.Normal(values));
            var adam = new Adam(tape.Parameters);
            for (var step = 0; step < 3; step++)
            {
                tape.Reset();
                tape.Backward((p * p).Sum());
                adam.Step();
            }
            alone ??= p.Values.ToArray();
            Assert.Equal(alone, p.Values.ToArray());
        }
    }
}
