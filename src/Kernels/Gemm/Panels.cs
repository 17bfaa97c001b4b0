namespace HyperGan.Kernels;

/// <summary> A block of B as panels of two vectors of columns; the last one, if it is ragged, stands apart. </summary>
unsafe struct Panels
{
    public Real* First;

    /// <summary> From one row of a panel to the next, and from one panel to the next, in numbers. </summary>
    public nint Row, Next;

    public Real* Ragged;
    public nint RaggedRow;
}
