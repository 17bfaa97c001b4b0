#pragma warning disable xUnit1051 // the samples stand here as the README has them, without the tests' cancellation
using HyperGan.Autograd;
using HyperGan.Kernels;
using HyperGan.Mine;

namespace HyperGan.Tests.Readme;

/// <summary> The samples of the README, line by line. </summary>
public sealed class ReadmeSamples : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    readonly string _before = Environment.CurrentDirectory;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_model_predicts_an_interval()
    {
        Environment.CurrentDirectory = _folder;
        Real[] x = Small.Inputs(40), y = [.. Enumerable.Range(0, 40).Select(i => x[2 * i] - x[2 * i + 1])], xNew = [1, 1];

        var model = HyperGanRegressor.Fit(x, y, new() { Seed = 0 });   // standardises inside, trains one generator
        var p = model.Predict(xNew, members: 1_000);                   // one pass, a thousand networks
        Console.WriteLine($"{p.Mean[0]:F2} ± {p.EpistemicDeviation[0]:F2}, 90 %: {p.Interval(0.9)[0]}");
        model.Save("model.safetensors");

        Assert.InRange(p.Mean[0], -1, 1);
        Assert.True(p.EpistemicDeviation[0] > 0);
        Assert.Equal(p.Mean[0], HyperGanRegressor.Load("model.safetensors").Predict(xNew).Mean[0]);
    }

    [Fact]
    public void Information_is_estimated()
    {
        var (x, z) = CorrelatedGaussian.Sample(rho: 0.9, count: 3_000, seed: 0);
        var estimator = new MineEstimator(xWidth: 1, zWidth: 1) { Bound = Bound.DonskerVaradhan };
        estimator.Fit(x, z);
        Console.WriteLine($"estimated {estimator.Estimate(x, z)}, exact {CorrelatedGaussian.MutualInformation(0.9):F3} nats");

        Assert.Equal(CorrelatedGaussian.MutualInformation(0.9), estimator.Estimate(x, z).Value, 0.15);
    }

    [Fact]
    public void A_network_is_trained()
    {
        Real[] xs = new Real[64], ys;
        new RandomStream(1).Uniform(xs, -1, 1);
        ys = [.. xs.Select(x => x * x)];

        var tape = new Tape(seed: 0);
        var net = new Mlp(tape, [1, 50, 50, 1], Activation.Tanh);
        var adam = new Adam(tape.Parameters) { Rate = 1e-3 };
        for (var step = 0; step < 1_000; step++)
        {
            tape.Reset();
            var loss = net.Apply(tape.Constant(xs, rows: 64, cols: 1)).MeanSquaredError(tape.Constant(ys, rows: 64, cols: 1));
            tape.Backward(loss);
            adam.Step();
        }

        tape.Reset();
        Assert.True(net.Apply(tape.Constant(xs, 64, 1)).MeanSquaredError(tape.Constant(ys, 64, 1)).Item() < 1e-2);
    }
}
