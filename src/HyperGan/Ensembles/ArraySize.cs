namespace HyperGan;

/// <summary> How many numbers an array shall have, where the product of what was asked for may be beyond what an <see cref="int"/> counts. </summary>
static class ArraySize
{
    /// <summary> The product of the factors. </summary>
    /// <param name="where"> Who makes the array. </param>
    /// <param name="what"> Names of the factors, <c>rows × outputs</c>. </param>
    /// <param name="factors"> None of them negative. </param>
    /// <exception cref="ArgumentOutOfRangeException"> No array holds as many. </exception>
    public static int Of(string where, string what, params ReadOnlySpan<long> factors)
    {
        var size = 1L;
        foreach (var factor in factors)
            size = size == 0 || factor <= Array.MaxLength / size ? size * factor
                : throw new ArgumentOutOfRangeException(nameof(factors), $"{where}: {string.Join(" × ", factors.ToArray())} ({what}) are more than the {Array.MaxLength} numbers an array can hold; ask for fewer at a time.");
        return (int)size;
    }
}
