using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> What a distribution makes of a uniform 64-bit word, element by element, in double. </summary>
interface IWordMap
{
    Vector<double> Of(Vector<long> words);
}

/// <summary>
/// low + width · u with u = upper 53 bits · 2⁻⁵³ ∈ [0, 1), never above <paramref name="last"/>, the number before the excluded end.
/// </summary>
readonly struct UniformMap(double low, double width, double last) : IWordMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Of(Vector<long> words)
    {
        var u = Vector.ConvertToDouble(words >>> 11) * new Vector<double>(1.0 / (1L << 53));
        return Vector.Min(new Vector<double>(low) + new Vector<double>(width) * u, new Vector<double>(last));
    }
}

/// <summary> mean + deviation · z </summary>
readonly struct NormalMap(double mean, double deviation) : IWordMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Of(Vector<long> words) => new Vector<double>(mean) + new Vector<double>(deviation) * NormalQuantile.OfWords(words);
}
