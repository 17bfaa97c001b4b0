using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// A stream of random numbers that is a pure function of key and position. The same seed and names give the same numbers on every machine,
/// for any vector width and any number of threads; in float they are the double numbers, rounded. One number consumes one
/// position, whatever it is: a fill in pieces equals a fill at once. Not for use by two threads at once: split instead.
/// </summary>
public sealed class RandomStream
{
    const int Chunk = 256;

    /// <summary> Numbers per piece of a team's fill: 10 to 30 µs of work. </summary>
    const int PieceLength = 16 * Chunk;

    // What a key is derived from comes before what it is derived with, so that no two kinds of derivation meet.
    const ulong SeedKind = 1, NameKind = 2, IndexKind = 3;

    /// <summary> The stream of this seed, at its beginning. </summary>
    public RandomStream(ulong seed) => Key = Absorb(Absorb(0, SeedKind), seed);

    RandomStream(UInt128 key, ulong position) => (Key, Position) = (key, position);

    /// <summary> Identity of the stream: derived from the seed and the path of splits, never changed by drawing. </summary>
    public UInt128 Key { get; }

    /// <summary> How many numbers were drawn. May be set: saving and restoring it replays the stream from there. </summary>
    public ulong Position { get; set; }

    /// <summary> The stream that had this <see cref="Key"/> and <see cref="Position"/>, as a checkpoint keeps them. </summary>
    public static RandomStream Resume(UInt128 key, ulong position) => new(key, position);

    /// <summary> The independent stream of this name. Depends on this stream's key alone, not on what was drawn. </summary>
    /// <exception cref="ArgumentNullException"> No name. </exception>
    public RandomStream Split(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = Absorb(Absorb(Key, NameKind), (ulong)name.Length);
        foreach (var unit in name)
            key = Absorb(key, unit);
        return new(key, 0);
    }

    /// <summary> The independent stream of this number: a member, a step, a fold. </summary>
    /// <inheritdoc cref="Split(string)"/>
    public RandomStream Split(ulong index) => new(Absorb(Absorb(Key, IndexKind), index), 0);

    /// <summary> Uniform on [low, high), from 53 bits; low may occur, high does not, also after rounding. </summary>
    /// <exception cref="ArgumentException"> low is not below high, or high − low is not finite. </exception>
    public void Uniform(Span<Real> into, Real low = 0, Real high = 1, Team? team = null)
    {
        var width = (double)high - low;
        if (!(low < high) || !double.IsFinite(width))
            throw new ArgumentException($"Uniform: [low, high) = [{low}, {high}) must be a finite, non-empty range.");
        Fill(into, new UniformMap(low, width, Real.BitDecrement(high)), team);
    }

    /// <summary> Normal with the given mean and deviation, by inversion of 53 bits: |z| reaches 8.29. </summary>
    /// <exception cref="ArgumentException"> The mean is not finite, or the deviation is negative or not finite. </exception>
    public void Normal(Span<Real> into, Real mean = 0, Real deviation = 1, Team? team = null)
    {
        if (!Real.IsFinite(mean) || !Real.IsFinite(deviation) || deviation < 0)
            throw new ArgumentException($"Normal: mean {mean} and deviation {deviation} must be finite, the deviation not negative.");
        Fill(into, new NormalMap(mean, deviation), team);
    }

    /// <summary>
    /// Uniform integers on [0, bound): the upper half of word · bound. Probabilities differ from 1 / bound by a factor within
    /// 1 ± 2⁻³³, which 2⁶⁰ draws would not show; rejection would make the position of a number depend on those before it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> bound is not positive. </exception>
    public void Integers(Span<int> into, int bound)
    {
        if (bound < 1)
            throw new ArgumentOutOfRangeException(nameof(bound), bound, "Integers: [0, bound) is empty unless bound is at least 1.");
        Span<ulong> words = stackalloc ulong[Chunk];
        for (var start = 0; start < into.Length; start += Chunk)
        {
            var part = into[start..Math.Min(start + Chunk, into.Length)];
            Draw(words[..part.Length]);
            for (var i = 0; i < part.Length; i++)
                part[i] = Below(bound, words[i]);
        }
    }

    /// <summary> A uniform permutation of 0 … n − 1 (Fisher and Yates, inside out). </summary>
    public void Permutation(Span<int> into)
    {
        Span<ulong> words = stackalloc ulong[Chunk];
        for (var i = 0; i < into.Length; i++)
        {
            if (i % Chunk == 0)
                Draw(words[..Math.Min(Chunk, into.Length - i)]);
            var j = Below(i + 1, words[i % Chunk]);
            into[i] = into[j];
            into[j] = i;
        }
    }

    /// <summary>
    /// A uniform derangement of 0 … n − 1, a permutation that leaves nothing in its place: permutations until one does, e on average.
    /// </summary>
    /// <exception cref="ArgumentException"> n = 1: one thing alone cannot change places. </exception>
    public void Derangement(Span<int> into)
    {
        if (into.Length == 1)
            throw new ArgumentException("Derangement: a single element has nowhere else to go; at least 2 are needed.");
        do
            Permutation(into);
        while (HasFixedPoint(into));
    }

    static bool HasFixedPoint(ReadOnlySpan<int> permutation)
    {
        for (var i = 0; i < permutation.Length; i++)
            if (permutation[i] == i)
                return true;
        return false;
    }

    static int Below(int bound, ulong word) => (int)Math.BigMul(word, (ulong)bound, out _);

    /// <summary> One step of hashing (Davies and Meyer): the chunk is the key of the bijection, the sum makes it one-way. </summary>
    static UInt128 Absorb(UInt128 key, ulong chunk) => key ^ Philox.Block(key, chunk);

    void Draw(Span<ulong> words)
    {
        Philox.Fill(Key, Position, words);
        Position += (ulong)words.Length;
    }

    void Fill<TMap>(Span<Real> into, TMap map, Team? team) where TMap : struct, IWordMap
    {
        var job = new FillJob<TMap> { Key = Key, Position = Position, Map = map, Into = into };
        Team.Run(team, (into.Length + PieceLength - 1) / PieceLength, ref job);
        Position += (ulong)into.Length;
    }

    ref struct FillJob<TMap> : IJob where TMap : struct, IWordMap
    {
        public UInt128 Key;
        public ulong Position;
        public TMap Map;
        public Span<Real> Into;

        public readonly void Run(int piece)
        {
            Span<ulong> words = stackalloc ulong[Chunk];
            var end = (int)Math.Min((long)(piece + 1) * PieceLength, Into.Length);
            for (var start = piece * PieceLength; start < end; start += Chunk)
            {
                var part = Into[start..Math.Min(start + Chunk, end)];
                Philox.Fill(Key, Position + (ulong)start, words[..part.Length]);
                var numbers = MemoryMarshal.Cast<ulong, double>(words);
                for (var i = 0; i < part.Length; i += Vector<double>.Count)
                    Map.Of(new Vector<long>(MemoryMarshal.Cast<ulong, long>(words[i..]))).CopyTo(numbers[i..]);
                TensorPrimitives.ConvertTruncating(numbers[..part.Length], part);
            }
        }
    }
}
