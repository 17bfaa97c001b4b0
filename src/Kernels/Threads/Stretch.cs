namespace HyperGan.Kernels;

/// <summary>
/// How a long sequence is cut for a team, always the same way: a worker meets in one pass what it left in its cache in the pass before.
/// Only for passes whose elements do not depend on each other.
/// </summary>
public static class Stretch
{
    /// <summary> Numbers that are worth handing to another worker; four arrays of as many fit a second-level cache. </summary>
    public const int Size = 1 << 14;

    /// <summary> Stretches of <paramref name="length"/> numbers. </summary>
    public static int Count(int length) => (int)(((long)length + Size - 1) / Size);

    /// <summary> The numbers of stretch <paramref name="index"/>; the last is shorter. </summary>
    public static Range Of(int length, int index) => (index * Size)..(int)Math.Min((index + 1L) * Size, length);
}
