namespace HyperGan.Kernels;

/// <summary> A block of B as panels of columns: the first one, the distance of its rows, the distance of the next panel. </summary>
readonly unsafe struct Panels(Real* first, nint row, nint next)
{
    public readonly Real* First = first;
    public readonly nint Row = row, Next = next;
}
