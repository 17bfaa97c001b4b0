namespace HyperGan.Kernels;

/// <summary> One product C ← start + A·B on plain pointers, any strides: what is left when shapes are checked and stacks are taken apart. </summary>
unsafe struct Product
{
    public int M, N, K;
    public Operand A, B, C;

    /// <summary> What the sums start from; a null pointer is zero, and then C is not read. </summary>
    public Operand Start;

    /// <summary> Numbers from B to the B whose turn is next, of a stack or of the blocks of one; 0 where none is known, as after <see cref="Transposed"/>. </summary>
    public nint NextB;

    /// <summary> Cᵀ ← startᵀ + Bᵀ·Aᵀ, the same numbers. </summary>
    public readonly Product Transposed => new()
    {
        M = N,
        N = M,
        K = K,
        A = B.Transposed,
        B = A.Transposed,
        C = C.Transposed,
        Start = Start.Transposed,
    };

    /// <summary> The product restricted to some rows and columns of C. </summary>
    public readonly Product Region(int row, int rows, int col, int cols) => this with
    {
        M = rows,
        N = cols,
        A = A.At(row, 0),
        B = B.At(0, col),
        C = C.At(row, col),
        Start = Start.At(row, col),
    };
}

/// <summary> A matrix by its first element and two strides, in numbers. </summary>
/// <remarks> No record: what a record would print of a pointer is beyond the Native AOT compiler. </remarks>
readonly unsafe struct Operand(nint address, nint row, nint col)
{
    public readonly nint Address = address, Row = row, Col = col;

    public Real* Pointer => (Real*)Address;

    public bool IsNothing => Address == 0;

    public Operand Transposed => new(Address, Col, Row);

    public Operand At(int row, int col) => Moved(row * Row + col * Col);

    public Operand Moved(nint numbers) => IsNothing ? this : new((nint)(Pointer + numbers), Row, Col);
}
