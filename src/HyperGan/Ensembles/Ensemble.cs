using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Any number of networks from one generator. Member k is the same network whatever the number of members and points. Members and points
/// go through in blocks, so that memory depends on neither.
/// Any thread may ask at any time, but for the time of a training step; groups of members are made for one thread after the other.
/// </summary>
public sealed class Ensemble
{
    /// <summary> Members whose weights are made at a time. Their noise is a stream of the group, so that it does not depend on how many groups there are. </summary>
    const int Group = 64;

    /// <summary> Outputs that are kept at a time. </summary>
    const int OutputBudget = 1 << 21;

    readonly HyperNetwork _network;
    readonly Scaling? _scaling;
    readonly ForwardPass _pass;
    readonly LayerWeights[] _generated;
    readonly Real[] _rows;

    /// <summary> The networks of a generator, as it is now and as it changes. </summary>
    /// <param name="network"> The generator and what feeds it. </param>
    /// <param name="scaling"> From the units of points and outputs to those of the network; null where they are the same. </param>
    public Ensemble(HyperNetwork network, Scaling? scaling = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _scaling) = (network, scaling);
        _pass = new(network.Main);
        _generated = new LayerWeights[network.Main.Layers];
        _rows = new Real[Group * network.Source.Width];
    }

    /// <summary> Numbers of a point. </summary>
    public int Inputs => _network.Main.Inputs;

    /// <summary> Outputs for a point. </summary>
    public int Outputs => _network.Main.Outputs;

    /// <summary> Receives the outputs of all members for some rows. </summary>
    /// <param name="firstRow"> The first row. </param>
    /// <param name="rows"> Number of rows. </param>
    /// <param name="outputs"> members × rows × outputs, in the units of the targets; good until the call returns. </param>
    public delegate void Block(int firstRow, int rows, ReadOnlySpan<Real> outputs);

    /// <summary> The outputs of members 0 … <paramref name="members"/> − 1 for every row of <paramref name="points"/>, block by block in the order of the rows. </summary>
    /// <param name="points"> Row by row. </param>
    /// <param name="members"> Number of networks. </param>
    /// <param name="receive"> Called for each block. </param>
    /// <param name="seed"> Whose members: every seed has its own. </param>
    /// <exception cref="ArgumentException"> Incomplete rows, fewer than one member, or so many that no array holds their outputs for a row. </exception>
    public void Predict(ReadOnlySpan<Real> points, int members, Block receive, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(receive);
        var block = Room(points, members, members);
        var random = Random(seed);
        for (var row = 0; row < points.Length / Inputs; row += block.Rows)
        {
            block.Load(points, row, _scaling);
            for (var member = 0; member < members; member += Group)
                lock (_network.Turn)
                {
                    GenerateGroup(Math.Min(Group, members - member), member, random);
                    Pass(block, member, Math.Min(Group, members - member));
                }
            receive(row, block.Rows, block.Outputs(0, members));
        }
    }

    /// <summary> Mean and deviation over the members for every row. </summary>
    /// <exception cref="ArgumentException"> Incomplete rows, or fewer than one member. </exception>
    public EnsembleSummary Summarize(ReadOnlySpan<Real> points, int members, ReadOnlySpan<double> levels = default, ulong seed = 0)
    {
        var summary = new EnsembleSummary(points.Length / Inputs, Outputs, members, levels);
        if (levels.IsEmpty)
            Merge(points, members, summary, seed);
        else
            Predict(points, members, (row, rows, outputs) => summary.Add(row, rows, outputs, _network.Tape.Team), seed);
        return summary;
    }

    /// <summary> One group after the other goes over all rows, so that weights are made once however many rows there are. </summary>
    void Merge(ReadOnlySpan<Real> points, int members, EnsembleSummary summary, ulong seed)
    {
        var block = Room(points, members, Math.Min(Group, members));
        var random = Random(seed);
        for (var member = 0; member < members; member += Group)
        {
            var count = Math.Min(Group, members - member);
            lock (_network.Turn)
            {
                GenerateGroup(count, member, random);
                for (var row = 0; row < points.Length / Inputs; row += block.Rows)
                {
                    block.Load(points, row, _scaling);
                    Pass(block, 0, count);
                    summary.Merge(row, member, count, block.Outputs(0, count));
                }
            }
        }
        summary.Complete();
    }

    /// <summary> Room for the rows that go through at a time, with the outputs of <paramref name="kept"/> members. </summary>
    PointBlock Room(ReadOnlySpan<Real> points, int members, int kept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        if (points.Length % Inputs != 0)
            throw new ArgumentException($"Ensemble: {points.Length} numbers are not whole rows of {Inputs}.");
        var outputs = ArraySize.Of(nameof(Ensemble), "members × outputs", kept, Outputs);
        return new(Math.Clamp(OutputBudget / outputs, 1, Math.Max(1, points.Length / Inputs)), kept, Inputs, Outputs);
    }

    static RandomStream Random(ulong seed) => new RandomStream(seed).Split("members");

    void Pass(PointBlock block, int firstMember, int members)
    {
        var outputs = block.Outputs(firstMember, members);
        _pass.Run(_generated, block.Columns, members, outputs, _network.Tape.Team);
        _scaling?.Targets?.Invert(outputs, outputs);
    }

    /// <summary> <see cref="NormDeviation"/> of each layer over members 0 … <paramref name="members"/> − 1, at most the 64 of the first group. </summary>
    /// <exception cref="ArgumentException"> Fewer than two members: nothing to compare. </exception>
    public double[] NormDeviations(int members, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 2);
        var deviations = new double[_generated.Length];
        lock (_network.Turn)
        {
            GenerateGroup(Math.Min(members, Group), firstMember: 0, Random(seed));
            for (var i = 0; i < deviations.Length; i++)
                deviations[i] = NormDeviation.Of(_generated[i]);
        }
        return deviations;
    }

    /// <summary> Weights of a whole group, on the generator's tape; always drawn for the whole group, so that a member's noise is its own. </summary>
    void GenerateGroup(int members, int firstMember, RandomStream random)
    {
        _network.Source.Sample(_rows, random.Split((ulong)(firstMember / Group)));
        var tape = _network.Tape;
        tape.Reset();
        var noise = tape.Constant(_rows.AsSpan(0, members * _network.Source.Width), members, _network.Source.Width);
        _network.Generator.Generate(_network.Generator.Codes(noise), _generated);
    }
}
