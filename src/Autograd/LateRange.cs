namespace HyperGan.Autograd;

/// <summary>
/// Gradients of a large tensor. They are not cleared with all others before a backward pass, but when they are first asked for, while they
/// come to the cache anyway, or never, where the first to give one overwrites them.
/// </summary>
/// <param name="start"> The first number. </param>
/// <param name="length"> The number of numbers. </param>
/// <param name="end"> Where the next range starts, after room that has no gradient. </param>
struct LateRange(int start, int length, int end)
{
    /// <summary> Numbers from which asking costs less than clearing: 16 kB in float. </summary>
    public const int Least = 1 << 12;

    public readonly int Start = start, Length = length, End = end;

    /// <summary> The clearing of the tape for which these gradients hold. </summary>
    public int Clearing;
}
