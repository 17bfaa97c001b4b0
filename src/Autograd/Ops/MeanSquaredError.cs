namespace HyperGan.Autograd;

public readonly partial struct Tensor
{
    /// <summary> y = 1/n Σ (x − target)², n numbers after repeating      dx += 2/n (x − target) dy </summary>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public Tensor MeanSquaredError(in Tensor target)
    {
        Shape.Meet(target.Shape, "MeanSquaredError");   // refused in its own name
        return (this - target).Square().Mean();
    }
}
