namespace HyperGan.Kernels.Tests;

/// <summary> Where the elements of a stack of matrices lie in memory. </summary>
public enum Layout
{
    /// <summary> One after the other. </summary>
    Contiguous,

    /// <summary> The rows of a matrix interleaved: every matrix is a transposed view. </summary>
    Transposed,

    /// <summary> Gaps between rows and between matrices. </summary>
    RowsApart,

    /// <summary> Gaps between columns. </summary>
    ColumnsApart,

    /// <summary> The matrices interleaved: the stack runs fastest. </summary>
    StackInnermost,
}
