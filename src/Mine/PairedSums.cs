using System.Numerics.Tensors;
using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary>
/// y[i] = a[i] + b[i] + c      y[n + i] = a[i] + b[pᵢ] + c      for n rows i, pᵢ being the partner of row i
/// da[i] += dy[i] + dy[n + i]      db[i] += dy[i], db[pᵢ] += dy[n + i]      dc += Σ rows of dy, if above its rounding
/// </summary>
sealed class PairedSums : Op
{
    public override bool TakesFirstGradients => true;

    // The state is the partners: int[].
    public override void Forward(in Node n)
    {
        Tally.Count(n.A.Shape.Size + n.B.Shape.Size + n.C.Shape.Size + n.Y.Shape.Size);
        var sums = new Sums(in n);
        Team.Run(n.Team, sums.Pieces.Count, ref sums);
    }

    public override void Backward(in Node n)
    {
        Tally.Count((n.A.Tracked ? 2L * n.Y.Shape.Size : 0) + (n.B.Tracked ? 2L * n.Y.Shape.Size : 0));
        if (n.A.Tracked || n.B.Tracked)
        {
            var gradients = new Gradients(in n);
            Team.Run(n.Team, gradients.Pieces.Count, ref gradients);
        }
        if (!n.C.Tracked)
            return;
        if (n.C.TakesFirstGradient())
            n.C.Grads.Clear();
        SignificantSums.Accumulate(n.Y.GradMatrix, into: n.C.GradMatrix, n.Team);
    }

    /// <summary> The rows of a stack of matrices, a piece some of those of one matrix: about a stretch of numbers. </summary>
    readonly struct RowPieces(int stack, int rows, int cols)
    {
        readonly int _rows = rows, _rowsAtATime = Math.Max(1, Stretch.Size / cols);

        public int Count => stack * PerMatrix;

        int PerMatrix => (_rows + _rowsAtATime - 1) / _rowsAtATime;

        public (int Matrix, int First, int End) this[int piece]
        {
            get
            {
                var (matrix, part) = Math.DivRem(piece, PerMatrix);
                return (matrix, part * _rowsAtATime, Math.Min((part + 1) * _rowsAtATime, _rows));
            }
        }
    }

    /// <summary> The sums: rows i and n + i of y, some i at a time. </summary>
    readonly ref struct Sums : IJob
    {
        readonly ReadOnlySpan<Real> _a, _b, _c;
        readonly Span<Real> _y;
        readonly int[] _partners;
        readonly int _cols;

        public readonly RowPieces Pieces;

        public Sums(ref readonly Node n)
        {
            _a = n.A.Values;
            _b = n.B.Values;
            _c = n.C.Values;
            _y = n.Y.Values;
            _partners = (int[])n.State!;
            _cols = n.Y.Shape.Cols;
            Pieces = new(n.Y.Shape.Stack, _partners.Length, _cols);
        }

        public void Run(int piece)
        {
            var (s, first, end) = Pieces[piece];
            var rows = _partners.Length;
            var c = _c.Slice(_c.Length > _cols ? s * _cols : 0, _cols);
            for (var i = first; i < end; i++)
            {
                var own = _y.Slice((2 * s * rows + i) * _cols, _cols);
                var other = _y.Slice(((2 * s + 1) * rows + i) * _cols, _cols);
                TensorPrimitives.Add(_a.Slice((s * rows + i) * _cols, _cols), c, other);
                TensorPrimitives.Add(other, _b.Slice((s * rows + i) * _cols, _cols), own);
                TensorPrimitives.Add(other, _b.Slice((s * rows + _partners[i]) * _cols, _cols), other);
            }
        }
    }

    /// <summary> The gradients of a and b, some rows of both at a time; a row of b has that of its own and those of all whose partner it is. </summary>
    readonly ref struct Gradients : IJob
    {
        readonly ReadOnlySpan<Real> _dy;
        readonly Span<Real> _da, _db;
        readonly bool _addsA, _addsB;
        readonly int[] _partners;
        readonly int _cols;

        public readonly RowPieces Pieces;

        public Gradients(ref readonly Node n)
        {
            _dy = n.Y.Grads;
            (_addsA, _addsB) = (n.A.Tracked && !n.A.TakesFirstGradient(), n.B.Tracked && !n.B.TakesFirstGradient());
            _da = n.A.Tracked ? n.A.Grads : default;
            _db = n.B.Tracked ? n.B.Grads : default;
            _partners = (int[])n.State!;
            _cols = n.Y.Shape.Cols;
            Pieces = new(n.Y.Shape.Stack, _partners.Length, _cols);
        }

        public void Run(int piece)
        {
            var (s, first, end) = Pieces[piece];
            var own = _dy.Slice(2 * s * _partners.Length * _cols, _partners.Length * _cols);
            var other = _dy.Slice((2 * s + 1) * _partners.Length * _cols, _partners.Length * _cols);
            var (start, length) = (first * _cols, (end - first) * _cols);
            if (!_da.IsEmpty)
                AddBoth(own.Slice(start, length), other.Slice(start, length), to: _da.Slice(s * own.Length + start, length));
            if (!_db.IsEmpty)
                AddToPartners(own, other, to: _db.Slice(s * own.Length, own.Length), first, end);
        }

        /// <summary> da[i] += dy[i] + dy[n + i], one after the other; or da[i] = that sum. </summary>
        void AddBoth(ReadOnlySpan<Real> own, ReadOnlySpan<Real> other, Span<Real> to)
        {
            if (_addsA)
                TensorPrimitives.Add(to, own, to);
            TensorPrimitives.Add(_addsA ? to : own, other, to);
        }

        /// <summary> db[i] += dy[i], or db[i] = dy[i]; then db[pᵢ] += dy[n + i]; for the rows of db that are this piece's, since several may have the same partner. </summary>
        void AddToPartners(ReadOnlySpan<Real> own, ReadOnlySpan<Real> other, Span<Real> to, int first, int end)
        {
            var rows = (first * _cols)..(end * _cols);
            if (_addsB)
                TensorPrimitives.Add(to[rows], own[rows], to[rows]);
            else
                own[rows].CopyTo(to[rows]);
            for (var i = 0; i < _partners.Length; i++)
                if (_partners[i] >= first && _partners[i] < end)
                {
                    var row = to.Slice(_partners[i] * _cols, _cols);
                    TensorPrimitives.Add(row, other.Slice(i * _cols, _cols), row);
                }
        }
    }
}
