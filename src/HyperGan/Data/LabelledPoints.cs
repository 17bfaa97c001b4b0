namespace HyperGan;

/// <summary> Points of classes. </summary>
/// <param name="X"> Their coordinates, row after row. </param>
/// <param name="Labels"> The class of each, from 0. </param>
public sealed record LabelledPoints(IReadOnlyList<Real> X, IReadOnlyList<int> Labels)
{
    /// <summary> How many there are. </summary>
    public int Count => Labels.Count;
}
