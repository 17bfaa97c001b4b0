using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Numbers seen as rows along the dimension that an operation reduces: what kernels that work along rows need. </summary>
static class Lines
{
    /// <summary> A view of <paramref name="values"/> whose rows run along the dimension in which <paramref name="reduced"/> is 1 and <paramref name="shape"/> is not. </summary>
    /// <remarks> The rows come in the order of the numbers of <paramref name="reduced"/>; where all dimensions are reduced there is one. </remarks>
    public static Matrix Of(Span<Real> values, Shape shape, Shape reduced)
    {
        if (reduced.Size == 1)
            return new(values, 1, 1, shape.Size);
        if (reduced.Stack != shape.Stack)
            return new(values, 1, shape.Rows * shape.Cols, shape.Stack, stackStride: 0, rowStride: 1, colStride: shape.Rows * shape.Cols);
        var matrices = new Matrix(values, shape.Stack, shape.Rows, shape.Cols);
        return reduced.Rows != shape.Rows ? matrices.Transposed : reduced.Cols == shape.Cols ? Single(values) : matrices;
    }

    /// <summary> Nothing is reduced: every number is a row of its own. </summary>
    static Matrix Single(Span<Real> values) => new(values, 1, values.Length, 1);
}
