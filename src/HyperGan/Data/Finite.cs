using HyperGan.Kernels;

namespace HyperGan;

/// <summary> Refuses numbers that no network can be asked about, and answers that are none. </summary>
static class Finite
{
    /// <summary> Rows of <paramref name="width"/> finite numbers. </summary>
    /// <exception cref="ArgumentException"> One is not; the message names row and column, both counted from 0. </exception>
    public static void Require(string where, string what, ReadOnlySpan<Real> values, int width)
    {
        for (var i = 0; i < values.Length; i++)
            if (!Real.IsFinite(values[i]))
                throw new ArgumentException($"{where}: {what} {i % width} of row {i / width} is {values[i]}; drop the row or fill the number in.");
    }

    /// <summary> members × rows × width finite outputs. </summary>
    /// <exception cref="ArgumentException"> One is not; the message names its row. </exception>
    public static void RequireOutputs(string where, int firstRow, int rows, int width, ReadOnlySpan<Real> outputs)
    {
        if (Finiteness.OfAll(outputs))
            return;
        var at = 0;
        while (Real.IsFinite(outputs[at]))
            at++;
        throw new ArgumentException($"{where}: a network says {outputs[at]} of row {firstRow + at / width % rows}; its inputs are too far from the training rows, or the model is damaged.");
    }
}
