using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Stretches of a stack of matrices along one dimension, as views. </summary>
static class Parts
{
    /// <summary> The part of <paramref name="whole"/> that has <paramref name="shape"/> and begins at <paramref name="start"/> along <paramref name="axis"/>. </summary>
    public static Matrix Part(this in Matrix whole, Axis axis, int start, Shape shape)
    {
        var stride = axis switch { Axis.Stack => whole.StackStride, Axis.Rows => whole.RowStride, _ => whole.ColStride };
        return new(whole.Data[(start * stride)..], shape.Stack, shape.Rows, shape.Cols, whole.StackStride, whole.RowStride, whole.ColStride);
    }
}
