using System.Text.Json;
using HyperGan.Autograd;

namespace HyperGan.Mine.Tests;

/// <summary> Three calls in a row of each loss of the reference package, computed in double by PyTorch: values, moving averages, gradients. </summary>
public class GoldenTests
{
    const double Tolerance = sizeof(Real) == 8 ? 1e-10 : 2e-4;

    [Theory]
    [InlineData("mine"), InlineData("mine_biased"), InlineData("fdiv")]
    public void The_reference_loss_is_reproduced_call_by_call(string loss)
    {
        var golden = Read(loss);
        var tape = new Tape();
        var net = new StatisticsNetwork(tape, 2, 1, [5]);
        Load(net, golden.GetProperty("network"));
        var average = new MovingAverage(golden.GetProperty("alpha").GetDouble());
        foreach (var call in golden.GetProperty("calls").EnumerateArray())
        {
            tape.Reset();
            var scores = net.Score(Rows(tape, call, "x"), Rows(tape, call, "z"), Partners(call));
            var y = loss switch
            {
                "mine" => BoundLoss.Mine(scores, average),
                "mine_biased" => BoundLoss.DonskerVaradhan(scores),
                _ => BoundLoss.FDivergence(scores),
            };
            tape.Backward(y);
            Close([call.GetProperty("loss").GetDouble()], y.Values, 1);
            if (string.Equals(loss, "mine", StringComparison.Ordinal))
                Close([call.GetProperty("running_mean").GetDouble()], [(Real)Math.Exp(average.Logs[0])], 1);
            Close(Parameters(call.GetProperty("grad")), i => net.Parameters[i].Gradient);
        }
    }

    /// <summary> Gradients within the tolerance, relative to the largest of the call: those of the last bias are differences of numbers that cancel. </summary>
    static void Close(double[][] expected, Func<int, Span<Real>> actual)
    {
        Assert.Equal(4, expected.Length);
        var largest = expected.Max(numbers => numbers.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Close(expected[i], actual(i), largest);
    }

    static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<Real> actual, double scale)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance * scale);
    }

    static void Load(StatisticsNetwork net, JsonElement layers)
    {
        var parameters = Parameters(layers);
        for (var i = 0; i < parameters.Length; i++)
            Array.ConvertAll(parameters[i], v => (Real)v).CopyTo(net.Parameters[i].Values);
    }

    /// <summary> Weight and bias of each layer, in the order of our parameters. </summary>
    static double[][] Parameters(JsonElement layers) =>
        [.. layers.EnumerateArray().SelectMany(IEnumerable<double[]> (layer) => [Transposed(layer.GetProperty("weight")), Numbers(layer.GetProperty("bias"))])];

    static Tensor Rows(Tape tape, JsonElement call, string name)
    {
        var rows = call.GetProperty(name);
        return tape.Constant([.. rows.EnumerateArray().SelectMany(Numbers).Select(v => (Real)v)], rows.GetArrayLength(), rows[0].GetArrayLength());
    }

    /// <summary> The reference permutes the rows of z: where each of its marginal rows stands in z. </summary>
    static int[] Partners(JsonElement call)
    {
        double[][] z = [.. call.GetProperty("z").EnumerateArray().Select(Numbers)];
        return [.. call.GetProperty("z_marginal").EnumerateArray().Select(row => Array.FindIndex(z, own => own.SequenceEqual(Numbers(row))))];
    }

    static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];

    /// <summary> PyTorch keeps out × in, we in × out. </summary>
    static double[] Transposed(JsonElement weight)
    {
        var rows = weight.EnumerateArray().Select(Numbers).ToArray();
        return [.. Enumerable.Range(0, rows[0].Length).SelectMany(j => rows.Select(row => row[j]))];
    }

    static JsonElement Read(string loss)
    {
        using var stream = typeof(GoldenTests).Assembly.GetManifestResourceStream("mine-losses.json")!;
        return JsonDocument.Parse(stream).RootElement.EnumerateArray().Single(e => string.Equals(e.GetProperty("loss").GetString(), loss, StringComparison.Ordinal));
    }
}
