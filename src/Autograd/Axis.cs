namespace HyperGan.Autograd;

/// <summary> A dimension of a <see cref="Shape"/>. </summary>
public enum Axis
{
    /// <summary> From matrix to matrix. </summary>
    Stack,

    /// <summary> From row to row: down a column. </summary>
    Rows,

    /// <summary> From column to column: along a row. </summary>
    Columns,
}
