using HyperGan.Kernels;

namespace HyperGan;

/// <summary> Some points on their way through members, and what comes out: room that is made once for all blocks of a prediction. </summary>
/// <param name="capacity"> Points at most. </param>
/// <param name="members"> Members whose outputs are kept. </param>
/// <param name="inputs"> Numbers of a point. </param>
/// <param name="outputs"> Outputs for a point. </param>
sealed class PointBlock(int capacity, int members, int inputs, int outputs)
{
    readonly Real[] _points = new Real[capacity * inputs], _columns = new Real[capacity * inputs], _outputs = new Real[members * capacity * outputs];

    /// <summary> Points that are loaded. </summary>
    public int Rows { get; private set; }

    /// <summary> inputs × points. </summary>
    public Matrix Columns => new(_columns.AsSpan(0, Rows * inputs), inputs, Rows);

    /// <summary> Outputs of some members: members × points × outputs. </summary>
    public Span<Real> Outputs(int first, int count) => _outputs.AsSpan(first * Rows * outputs, count * Rows * outputs);

    /// <summary> Takes the points from row <paramref name="first"/> on, as many as there is room for, in the units of the network. </summary>
    public void Load(ReadOnlySpan<Real> points, int first, Scaling? scaling)
    {
        Rows = Math.Min(capacity, points.Length / inputs - first);
        var rows = points.Slice(first * inputs, Rows * inputs);
        if (scaling is not null)
        {
            scaling.Inputs.Apply(rows, _points.AsSpan(0, rows.Length));
            rows = _points.AsSpan(0, rows.Length);
        }
        for (var row = 0; row < Rows; row++)
            for (var input = 0; input < inputs; input++)
                _columns[input * Rows + row] = rows[row * inputs + input];
    }
}
