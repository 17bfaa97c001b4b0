using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Matrix products over stacks, for any strides: a transposed operand is a <see cref="Matrix"/> with its strides exchanged, a shared one
/// has a stack of 1. Sizes from 0 up; a product over k = 0 is zero.
/// <para>
/// The result depends on the shapes and strides alone, bit for bit, never on the team. See docs/kernels.md for how it works.
/// </para>
/// </summary>
[SkipLocalsInit]
public static unsafe class Gemm
{
    /// <summary>
    /// C = A·B: <paramref name="a"/> is S×m×k, <paramref name="b"/> S×k×n, <paramref name="into"/> S×m×n. A stack of 1 in
    /// <paramref name="a"/> or <paramref name="b"/> is shared; a stack of 1 in <paramref name="into"/> takes the sum over the stack.
    /// What <paramref name="into"/> held is not read.
    /// </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit, or <paramref name="into"/> overlaps an operand or itself. </exception>
    public static void Multiply(in Matrix a, in Matrix b, in Matrix into, Team? team = null) =>
        Run<Identity>(nameof(Multiply), a, b, default, into, accumulate: false, team);

    /// <summary> C += A·B, with the shapes of <see cref="Multiply"/>. </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit, or <paramref name="into"/> overlaps an operand or itself. </exception>
    public static void Accumulate(in Matrix a, in Matrix b, in Matrix into, Team? team = null) =>
        Run<Identity>(nameof(Accumulate), a, b, default, into, accumulate: true, team);

    /// <summary>
    /// Y = f(X·W + bias), element by element: <paramref name="x"/> is S×m×k, <paramref name="weight"/> S×k×n, <paramref name="bias"/>
    /// S×1×n for every row the same or S×m×1 for every column, <paramref name="into"/> S×m×n with contiguous columns. A stack of 1 in an
    /// operand is shared. f is applied while the rows are still in the cache; <see cref="Identity"/> leaves it out.
    /// </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit, or <paramref name="into"/> overlaps an operand or itself. </exception>
    public static void Affine<TActivation>(in Matrix x, in Matrix weight, in Matrix bias, in Matrix into, Team? team = null)
        where TActivation : IElementwise
    {
        if (!IsBiasOf(into, bias) || (bias.Stack != 1 && bias.Stack != into.Stack))
            throw new ArgumentException($"Affine: the bias is {Size(bias)}, but a result of {Size(into)} needs a row of {into.Cols} or a column of {into.Rows}, one or {into.Stack} of them.");
        if (into.Cols > 1 && into.ColStride != 1)
            throw new ArgumentException($"Affine: the columns of the result must be contiguous, but lie {into.ColStride} apart.");
        if (into.Stack == 1 && Math.Max(x.Stack, weight.Stack) > 1)
            throw new ArgumentException($"Affine: the result of {Size(x)} times {Size(weight)} needs a stack of {Math.Max(x.Stack, weight.Stack)}, not 1.");
        Run<TActivation>(nameof(Affine), x, weight, bias, into, accumulate: false, team);
    }

    static void Run<TActivation>(string operation, in Matrix a, in Matrix b, in Matrix bias, in Matrix c, bool accumulate, Team? team)
        where TActivation : IElementwise
    {
        Check(operation, a, b, bias, c);
        if (c.IsEmpty)
            return;
        if (Tally.IsOpen)   // a dozen products of sizes are worked out for it: a tenth of a small product's call
            Count(a, b, bias, c, accumulate);
        fixed (Real* pa = a.Data, pb = b.Data, pbias = bias.Data, pc = c.Data)
        {
            var stacked = new StackedProduct(Math.Max(c.Stack, StackOf(a, b)), new(Shared(a), Shared(b), accumulate ? Shared(c) : Shared(bias), Shared(c)));
            ref var product = ref stacked.First;
            (product.M, product.N, product.K) = (c.Rows, c.Cols, StackOf(a, b) == 0 ? 0 : a.Cols);   // a sum over no products is one over no terms
            (product.A, product.B, product.C) = (View(a, pa), View(b, pb), View(c, pc));
            product.Start = accumulate ? View(c, pc) : new((nint)pbias, bias.Rows == 1 ? 0 : bias.RowStride, bias.Cols == 1 ? 0 : bias.ColStride);
            stacked.Settle();
            if (TActivation.IsIdentity && LongProduct.Fits(stacked))
                LongProduct.Run(stacked.First, team);
            else if (team is null || team.Workers == 1)
                GemmJob<TActivation>.RunAll(stacked);
            else
                RunWith<TActivation>(team, stacked);
        }
    }

    static void Count(in Matrix a, in Matrix b, in Matrix bias, in Matrix c, bool accumulate) => Tally.Count(
        a.Size + b.Size + bias.Size + (accumulate ? 2 : 1) * c.Size, multiplyAdds: StackOf(a, b) == 0 ? 0 : (long)Math.Max(c.Stack, StackOf(a, b)) * c.Rows * c.Cols * a.Cols);

    /// <summary> The stack of a product, in which an operand with a stack of 1 is shared. </summary>
    static int StackOf(in Matrix a, in Matrix b) => a.Stack == 1 ? b.Stack : a.Stack;

    static bool IsBiasOf(in Matrix y, in Matrix bias) => (bias.Rows == 1 && bias.Cols == y.Cols) || (bias.Cols == 1 && bias.Rows == y.Rows);

    static void RunWith<TActivation>(Team team, in StackedProduct product) where TActivation : IElementwise
    {
        if (product.IsShared(team.Workers))
        {
            GemmJob<TActivation>.RunAll(product, team);
            return;
        }
        var job = new GemmJob<TActivation>(product, team.Workers);
        team.Run(job.Pieces, ref job);
    }

    /// <summary> The stride of a dimension of 1 says nothing; calling it contiguous spares a copy. </summary>
    // Inlined: a struct that a call returns is written in pieces and copied whole, and the copy waits for the pieces.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Operand View(in Matrix m, Real* first) => new((nint)first, m.Rows == 1 ? 1 : m.RowStride, m.Cols == 1 ? 1 : m.ColStride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Shared(in Matrix operand) => operand.Stack == 1 ? 0 : operand.StackStride;

    static void Check(string operation, in Matrix a, in Matrix b, in Matrix bias, in Matrix c)
    {
        if (a.Cols != b.Rows || c.Rows != a.Rows || c.Cols != b.Cols)
            RefuseSizes(operation, a, b, c);
        var stack = StackOf(a, b);
        if ((a.Stack != stack && a.Stack != 1) || (b.Stack != stack && b.Stack != 1) || (c.Stack != stack && c.Stack != 1 && stack != 1))
            RefuseStacks(operation, a, b, c);
        if (!c.IsContiguous && Repeats(c))
            Refuse(operation, "the result repeats its elements, so it cannot be written.");
        if (Meet(c, a) || Meet(c, b) || Meet(c, bias))
            Refuse(operation, "the result overlaps an operand; it needs memory of its own.");
    }

    [DoesNotReturn]
    static void RefuseSizes(string operation, in Matrix a, in Matrix b, in Matrix c) => throw new ArgumentException(a.Cols != b.Rows
        ? $"{operation}: {Size(a)} cannot multiply {Size(b)}; the columns of the first must equal the rows of the second."
        : $"{operation}: {Size(a)} times {Size(b)} is {a.Rows}×{b.Cols} per matrix, the result has room for {c.Rows}×{c.Cols}.");

    [DoesNotReturn]
    static void RefuseStacks(string operation, in Matrix a, in Matrix b, in Matrix c) =>
        throw new ArgumentException($"{operation}: stacks of {a.Stack}, {b.Stack} and {c.Stack} for {Size(a)} times {Size(b)}; they must be equal or 1.");

    [DoesNotReturn]
    static void Refuse(string operation, string why) => throw new ArgumentException($"{operation}: {why}");

    static bool Repeats(in Matrix c) =>
        (c.Rows > 1 && c.RowStride == 0) || (c.Cols > 1 && c.ColStride == 0) || (c.Stack > 1 && c.StackStride == 0) || c.Extent < c.Size;

    /// <summary> Whether two matrices share an element: without gaps if their stretches do, as columns of one array if the columns do. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Meet(in Matrix one, in Matrix other) => one.Data.Overlaps(other.Data) && MeetInside(one, other);

    static bool MeetInside(in Matrix one, in Matrix other)
    {
        if (one.IsEmpty || other.IsEmpty || !one.Data[..(int)one.Extent].Overlaps(other.Data[..(int)other.Extent], out var offset))
            return false;
        if (one.Extent == one.Size && other.Extent == other.Size)
            return true;
        var width = one.Rows > 1 ? one.RowStride : other.RowStride;
        if (!IsOfColumns(one, width) || !IsOfColumns(other, width))
            return false;
        var column = (offset % width + width) % width;
        return column < one.Cols || column + other.Cols > width;
    }

    static bool IsOfColumns(in Matrix m, int width) =>
        m.Cols <= width && (m.Cols == 1 || m.ColStride == 1) && (m.Rows == 1 || m.RowStride == width) && (m.Stack == 1 || m.StackStride % width == 0);

    static string Size(in Matrix m) => m.Stack == 1 ? $"{m.Rows}×{m.Cols}" : m.ToString();
}
