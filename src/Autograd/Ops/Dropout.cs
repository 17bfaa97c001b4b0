namespace HyperGan.Autograd;

public readonly partial struct Tensor
{
    /// <summary> y = x ⊙ m / (1 − rate), m being 0 with probability <paramref name="rate"/> and 1 otherwise      dx += dy ⊙ m / (1 − rate) </summary>
    /// <remarks> m is drawn once, from the tape's <see cref="Tape.Random"/>: Replay keeps it. Leave the call out where nothing is to be dropped. </remarks>
    /// <exception cref="ArgumentOutOfRangeException"> The rate is not within [0, 1). </exception>
    public Tensor Dropout(Real rate)
    {
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), $"Dropout: a rate of {rate}; give a share of at least 0 and below 1.");
        var mask = Tape.Uniform(Shape);
        foreach (ref var m in Tape.ValuesOf(mask._extent))
            m = m < rate ? 0 : 1 / (1 - rate);
        return this * mask;
    }
}
