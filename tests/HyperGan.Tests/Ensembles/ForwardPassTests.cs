using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests.Ensembles;

/// <summary> The pass without a tape, against its plain twin, the main network on one. </summary>
public class ForwardPassTests
{
    public static TheoryData<Activation, int> Cases => new(
        from activation in Enum.GetValues<Activation>() from points in new[] { 1, 17, 700 } select new TheoryDataRow<Activation, int>(activation, points));

    [Theory, MemberData(nameof(Cases))]
    public void Members_say_what_they_say_on_a_tape(Activation activation, int points)
    {
        const int Members = 3;
        var network = Small.Network(activation: activation);   // [3, 40, 30, 2]
        var layers = new LayerWeights[network.Main.Layers];
        var rows = new Real[Members * network.Source.Width];
        network.Source.Sample(rows, new RandomStream(4));
        network.Generator.Generate(network.Generator.Codes(network.Tape.Constant(rows, Members, network.Source.Width)), layers);
        var x = new Real[3 * points];
        new RandomStream(5).Normal(x);
        var expected = network.Main.Apply(layers, network.Tape.Constant(x, points, 3)).Values.ToArray();

        var columns = new Real[x.Length];
        for (var i = 0; i < x.Length; i++)
            columns[i % 3 * points + i / 3] = x[i];
        foreach (var workers in new[] { 1, 2, 3 })
        {
            using var team = new Team(workers);
            var actual = new Real[Members * points * 2];
            new ForwardPass(network.Main).Run(layers, new(columns, 3, points), Members, actual, team);
            var tolerance = sizeof(Real) == sizeof(float) ? 2e-6 : 1e-14;
            Assert.Equal(expected, actual, (one, other) => Math.Abs(one - other) <= tolerance * Math.Max(1, Math.Abs(one)));
        }
    }
}
