namespace HyperGan.Autograd;

/// <summary> A parameter seen from outside of a computation: what an optimiser moves and a file stores. </summary>
public readonly struct Parameter
{
    readonly Tape _tape;
    readonly int _index;

    internal Parameter(Tape tape, int index) => (_tape, _index) = (tape, index);

    /// <summary> Its name on the tape. </summary>
    public string Name => _tape.ParameterAt(_index).Name;

    /// <summary> The handle to compute with. </summary>
    public Tensor Tensor => _tape.ParameterAt(_index).Tensor;

    /// <summary> Its numbers, writable. What was computed from the old ones stays as it is until <see cref="Tape.Replay"/>. </summary>
    public Span<Real> Values => _tape.ParameterValues(_index, 1);

    /// <summary> Its gradient; 0 before the first Backward. </summary>
    public Span<Real> Gradient => _tape.ParameterGrads(_index, 1);
}
