using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Any number of networks from one generator. Member k is the same network whatever the number of members and points. Members and points
/// go through in blocks, so that memory depends on neither.
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
    /// <exception cref="ArgumentException"> Incomplete rows, or fewer than one member. </exception>
    public void Predict(ReadOnlySpan<Real> points, int members, Block receive, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(receive);
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        if (points.Length % Inputs != 0)
            throw new ArgumentException($"Ensemble: {points.Length} numbers are not whole rows of {Inputs}.");
        var random = new RandomStream(seed).Split("members");
        var count = points.Length / Inputs;
        var blockRows = Math.Clamp(OutputBudget / (members * Outputs), 1, Math.Max(1, count));
        var outputs = new Real[members * blockRows * Outputs];
        Real[] inputs = new Real[blockRows * Inputs], columns = new Real[blockRows * Inputs];
        for (var row = 0; row < count; row += blockRows)
        {
            var rows = Math.Min(blockRows, count - row);
            var block = outputs.AsSpan(0, members * rows * Outputs);
            Standardise(points.Slice(row * Inputs, rows * Inputs), inputs);
            Transpose(inputs, rows, columns);
            for (var member = 0; member < members; member += Group)
            {
                var some = Math.Min(Group, members - member);
                GenerateGroup(some, random.Split((ulong)(member / Group)));
                var x = new Matrix(columns, 1, Inputs, rows, stackStride: 0, rowStride: rows, colStride: 1);
                _pass.Run(_generated, x, some, block.Slice(member * rows * Outputs, some * rows * Outputs), _network.Tape.Team);
            }
            _scaling?.Targets?.Invert(block, block);
            receive(row, rows, block);
        }
    }

    /// <summary> Mean and deviation over the members for every row. </summary>
    /// <exception cref="ArgumentException"> Incomplete rows, or fewer than one member. </exception>
    public EnsembleSummary Summarize(ReadOnlySpan<Real> points, int members, ReadOnlySpan<double> levels = default, ulong seed = 0)
    {
        var summary = new EnsembleSummary(points.Length / Inputs, Outputs, members, levels);
        Predict(points, members, summary.Add, seed);
        return summary;
    }

    /// <summary> <see cref="NormDeviation"/> of each layer over members 0 … <paramref name="members"/> − 1, at most the 64 of the first group. </summary>
    /// <exception cref="ArgumentException"> Fewer than two members: nothing to compare. </exception>
    public double[] NormDeviations(int members, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 2);
        GenerateGroup(Math.Min(members, Group), new RandomStream(seed).Split("members").Split(0));
        var deviations = new double[_generated.Length];
        for (var i = 0; i < deviations.Length; i++)
            deviations[i] = NormDeviation.Of(_generated[i]);
        return deviations;
    }

    void Standardise(ReadOnlySpan<Real> points, Span<Real> into)
    {
        if (_scaling is null)
            points.CopyTo(into);
        else
            _scaling.Inputs.Apply(points, into[..points.Length]);
    }

    void Transpose(ReadOnlySpan<Real> rows, int count, Span<Real> columns)
    {
        for (var row = 0; row < count; row++)
            for (var input = 0; input < Inputs; input++)
                columns[input * count + row] = rows[row * Inputs + input];
    }

    /// <summary> Weights of a whole group, on the generator's tape; always drawn for the whole group, so that a member's noise is its own. </summary>
    void GenerateGroup(int members, RandomStream random)
    {
        _network.Source.Sample(_rows, random);
        var tape = _network.Tape;
        tape.Reset();
        var noise = tape.Constant(_rows.AsSpan(0, members * _network.Source.Width), members, _network.Source.Width);
        _network.Generator.Generate(_network.Generator.Codes(noise), _generated);
    }
}
