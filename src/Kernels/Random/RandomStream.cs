namespace HyperGan.Kernels;

/// <summary> A counter-based stream of random numbers, splittable by name. </summary>
public sealed class RandomStream
{
    readonly Random _random;
    readonly ulong _seed;

    /// <summary> The stream of this seed. </summary>
    public RandomStream(ulong seed)
    {
        _seed = seed;
        _random = new Random((int)seed);
    }

    /// <summary> The independent stream of this name. </summary>
    public RandomStream Split(string name) => new(_seed * 31 + (ulong)name.Length);

    /// <summary> Uniform on [low, high). </summary>
    public void Uniform(Span<Real> into, Real low = 0, Real high = 1)
    {
        foreach (ref var v in into)
            v = (Real)(low + (high - low) * _random.NextDouble());
    }

    /// <summary> Normal with the given mean and deviation. </summary>
    public void Normal(Span<Real> into, Real mean = 0, Real deviation = 1)
    {
        foreach (ref var v in into)
            v = (Real)(mean + deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
    }

    /// <summary> Uniform integers on [0, bound). </summary>
    public void Integers(Span<int> into, int bound)
    {
        foreach (ref var v in into)
            v = _random.Next(bound);
    }

    /// <summary> A uniform permutation of 0 … n − 1. </summary>
    public void Permutation(Span<int> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = i;
        _random.Shuffle(into);
    }
}
