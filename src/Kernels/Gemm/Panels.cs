namespace HyperGan.Kernels;

/// <summary> A block of B as panels of two vectors of columns. </summary>
unsafe struct Panels
{
    public Real* First;

    /// <summary> From one row of a panel to the next, and from one panel to the next, in numbers. </summary>
    public nint Row, Next;

    /// <summary> Whether memory of ours follows the last column up to a whole vector; if not, the last vector must end with the last column. </summary>
    public bool HasSlack;
}
