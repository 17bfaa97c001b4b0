using System.Diagnostics.CodeAnalysis;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> One recorded call: the operation, its operands, its result. The tape is an array of these in the order of the calls. </summary>
public struct Node
{
    internal Op Op;
    internal Tape Tape;
    internal Extent _a, _b, _c, _y, _scratch;
    internal int Visit;
    object? _state;

    /// <summary> The first operand. </summary>
    [UnscopedRef]
    public readonly Operand A => new(Tape, in _a);

    /// <summary> The second operand. </summary>
    [UnscopedRef]
    public readonly Operand B => new(Tape, in _b);

    /// <summary> The third operand. </summary>
    [UnscopedRef]
    public readonly Operand C => new(Tape, in _c);

    /// <summary> The result. </summary>
    [UnscopedRef]
    public readonly Operand Y => new(Tape, in _y);

    /// <summary> Room of the call's own: its values keep what Forward wrote, its gradients mean nothing when Backward begins. </summary>
    [UnscopedRef]
    public readonly Operand Scratch => new(Tape, in _scratch);

    /// <summary>
    /// Room for one call of Forward or Backward: <paramref name="count"/> numbers that mean nothing before it and are lost after it. All calls share
    /// it, so that it stays in the cache: the slopes of a layer of 640 × 100 values take 16 µs there, and 27 in room of their own.
    /// </summary>
    public readonly Span<Real> Workspace(int count) => Tape.Workspace(count);

    /// <summary> One number given at the call. </summary>
    public Real Scalar { readonly get; internal set; }

    /// <summary> One object given at the call, for what must outlive it (a moving average). </summary>
    public object? State
    {
        readonly get => _state;
        internal set
        {
            // A reference written to an array costs a write barrier; nearly all calls have no state, before and after.
            if (_state != value)
                _state = value;
        }
    }

    /// <summary> The threads a kernel may use. </summary>
    public readonly Team? Team => Tape.Team;
}
