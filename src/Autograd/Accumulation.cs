namespace HyperGan.Autograd;

/// <summary>
/// The gradient of a loss that is a sum over parts (gradient accumulation over micro-batches, from the point where they part): each part is
/// computed, walked backwards and forgotten before the next begins. Memory holds one part, and what it computed is still in the caches when
/// its gradient is due.
/// <code>
/// var codes = generator.Codes(noise);                  // shared
/// var parts = tape.Accumulate();
/// for (var i = 0; i &lt; n; i++)
///     parts.Add(LossOf(codes.Slice(Axis.Rows, i, 1)));   // forgotten again
/// parts.Complete(Penalty(codes));                      // the rest of the loss, and the gradients of what is shared
/// </code>
/// </summary>
public readonly ref struct Accumulation
{
    readonly Tape _tape;

    internal Accumulation(Tape tape) => _tape = tape;

    /// <summary> Adds the gradients of a part's loss to what it shares with the others and to the parameters, and forgets the part: its tensors are refused from now on. </summary>
    /// <exception cref="ArgumentException"> The loss is more than one number. </exception>
    /// <exception cref="InvalidOperationException"> The loss depends on nothing tracked or is not of this tape and part, the accumulation is over, or an optimiser has moved the parameters. </exception>
    public void Add(in Tensor loss) => _tape.AddPart(loss);

    /// <summary> The gradients of all parts together, down to the parameters. </summary>
    /// <exception cref="InvalidOperationException"> The accumulation is over, or an optimiser has moved the parameters. </exception>
    public void Complete() => _tape.CompleteParts();

    /// <summary> The gradients of all parts and of one more term, down to the parameters; the term's tensors stay. </summary>
    /// <exception cref="ArgumentException"> The term is more than one number. </exception>
    /// <exception cref="InvalidOperationException"> The term depends on nothing tracked or is not of this tape, the accumulation is over, or an optimiser has moved the parameters. </exception>
    public void Complete(in Tensor rest) => _tape.CompleteParts(rest);
}
