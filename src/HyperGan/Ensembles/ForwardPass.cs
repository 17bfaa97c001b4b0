using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Generated networks on many points, without a tape: Yᵀ = f(Wᵀ·Xᵀ + b), points as columns. So the long side of every product is the
/// points, whose number is ours to choose, and no layer width leaves a vector part empty. Each piece of points goes through all layers of a
/// member while it is in the second-level cache; pieces and members are shared out over the threads.
/// </summary>
sealed class ForwardPass(MainNetwork network)
{
    /// <summary> Numbers of the widest layer's values for a piece: two of them stay in the second-level cache. </summary>
    const int LayerBudget = 1 << 16;

    const int FewestPoints = 64, MostPoints = 512;

    [ThreadStatic]
    static AlignedArray _memory;

    readonly int _width = network.Widths.Skip(1).Max();

    int Outputs => network.Outputs;

    /// <summary> The outputs of every member at every point. </summary>
    /// <param name="layers"> Layers of at least <paramref name="members"/> members. </param>
    /// <param name="points"> inputs × points: a coordinate after the other. </param>
    /// <param name="members"> Number of members, the first of the layers. </param>
    /// <param name="outputs"> members × points × outputs. </param>
    /// <param name="team"> The threads; null for the caller alone. </param>
    public void Run(ReadOnlySpan<LayerWeights> layers, Matrix points, int members, Span<Real> outputs, Team? team)
    {
        var size = PieceSize(points.Cols);
        var job = new Job { Pass = this, Layers = layers, Points = points, Outputs = outputs, PieceSize = size, Pieces = (points.Cols + size - 1) / size };
        Team.Run(team, members * job.Pieces, ref job);
    }

    /// <summary> Pieces of about equal size, in multiples of two of the widest vectors. </summary>
    int PieceSize(int points)
    {
        const int Grain = 32;
        var most = Math.Clamp(LayerBudget / _width, FewestPoints, MostPoints) / Grain * Grain;
        var pieces = (points + most - 1) / most;
        return ((points + pieces - 1) / pieces + Grain - 1) / Grain * Grain;
    }

    /// <summary> One member at some points. </summary>
    void Run(ReadOnlySpan<LayerWeights> layers, int member, Matrix x, Span<Real> outputs)
    {
        // An odd number of cache lines from row to row: a power of two would send a column of tiles to the same few sets of the first-level cache.
        var stride = (int)AlignedArray.RoundUp(x.Cols) | AlignedArray.Line;
        var room = _width * stride;
        if (_memory.Length < 2 * room)
            _memory = new(2 * room, cleared: false);
        for (var i = 0; i < layers.Length; i++)
        {
            var y = new Matrix(_memory.Slice(i % 2 * room, room), 1, network.Widths[i + 1], x.Cols, stackStride: 0, stride, colStride: 1);
            network.ActivationAfter(i).Affine(layers[i].Weight.Matrix.At(member).Transposed, x, layers[i].Bias.Matrix.At(member).Transposed, into: y);
            x = y;
        }
        for (var output = 0; output < x.Rows; output++)
            for (var point = 0; point < x.Cols; point++)
                outputs[point * x.Rows + output] = x[0, output, point];
    }

    ref struct Job : IJob
    {
        public ForwardPass Pass;
        public ReadOnlySpan<LayerWeights> Layers;
        public Matrix Points;
        public Span<Real> Outputs;
        public int PieceSize, Pieces;

        public readonly void Run(int index)
        {
            var (member, piece) = Math.DivRem(index, Pieces);
            var first = piece * PieceSize;
            var count = Math.Min(PieceSize, Points.Cols - first);
            var x = new Matrix(Points.Data[first..], 1, Points.Rows, count, stackStride: 0, Points.RowStride, colStride: 1);
            Pass.Run(Layers, member, x, Outputs.Slice((member * Points.Cols + first) * Pass.Outputs, count * Pass.Outputs));
        }
    }
}
