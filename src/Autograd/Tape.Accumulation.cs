namespace HyperGan.Autograd;

public sealed partial class Tape
{
    Parts _parts;

    /// <summary>
    /// Starts a loss that is a sum over parts. What is on the tape already is shared by them: their gradients with respect to it are gathered
    /// until <see cref="Accumulation.Complete()"/>. See <see cref="Accumulation"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException"> An accumulation is in progress, or an optimiser has moved the parameters since the values were computed. </exception>
    public Accumulation Accumulate()
    {
        RequireNoBlock("Accumulate");
        if (_parts.IsOpen)
            throw new InvalidOperationException("Accumulate: the tape accumulates already; Complete it, or Reset.");
        if (_stale)
            throw new InvalidOperationException("Accumulate: an optimiser has moved the parameters since these values were computed; Reset and compute them again, or Replay.");
        ClearGrads(from: 0);
        _visit++;
        _parts = new() { IsOpen = true, Count = _count, Used = _used, Late = _lateCount, Generation = _generation };
        NextGeneration();
        return new(this);
    }

    internal void AddPart(in Tensor loss)
    {
        var y = OwnLoss(loss);
        ClearRecorded(_parts.Used);
        Sow(y, [1]);
        Walk(from: _count - 1, to: _parts.Count);
        Forget();
    }

    internal void CompleteParts(in Tensor rest)
    {
        var y = OwnLoss(rest);
        ClearRecorded(_parts.Used);
        Sow(y, [1]);
        CompleteParts();
    }

    internal void CompleteParts()
    {
        RequireParts();
        Walk(from: _count - 1, to: 0);
        OpenParameters();
        _parts.IsOpen = false;
    }

    Extent OwnLoss(in Tensor loss)
    {
        RequireParts();
        var y = Own(loss);
        return y.Shape.Size != 1 ? throw new ArgumentException($"Accumulation: the loss is {y.Shape}, but must be one number; reduce it by Sum() or Mean().")
            : !y.Tracked ? throw new InvalidOperationException("Accumulation: the loss depends on no parameter or variable; were all of its operands constants or detached?")
            : y;
    }

    void RequireParts()
    {
        RequireNoBlock("Accumulation");
        if (!_parts.IsOpen)
            throw new InvalidOperationException("Accumulation: it is complete, or the tape was Reset; Accumulate starts another.");
        if (_stale)
            throw new InvalidOperationException("Accumulation: an optimiser has moved the parameters since the values that the parts share were computed; Reset and compute them again.");
    }

    /// <summary> Back to where the parts started. </summary>
    void Forget()
    {
        PoisonReleased(_parts.Used);
        (_used, _lateCount, _count) = (_parts.Used, _parts.Late, _parts.Count);
        NextGeneration();
    }

    /// <summary> Where the parts of an accumulation start. </summary>
    struct Parts
    {
        public bool IsOpen;
        public int Count, Used, Late, Generation;
    }
}
