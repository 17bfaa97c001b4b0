using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Members that differ where there are no rows, and do not fit too closely those there are: weight · <see cref="FunctionDiversity"/> +
/// <see cref="PriorAnchor"/> / rows. The anchor is in units of likelihood, so that its pull fades as rows become many.
/// </summary>
/// <param name="function"> Keeps the members apart. </param>
/// <param name="weight"> Of the function diversity against the mean fit of a row. </param>
/// <param name="anchor"> The prior of the weights. </param>
/// <param name="rows"> Rows of the training data. </param>
public sealed class AnchoredFunctionDiversity(FunctionDiversity function, double weight, PriorAnchor anchor, int rows) : IDiversity
{
    /// <inheritdoc/>
    public Autograd.ParameterRange Parameters => function.Parameters;

    /// <inheritdoc/>
    public void Draw(int members, RandomStream random) => function.Draw(members, random);

    /// <inheritdoc/>
    public DiversityLoss Loss(in Pass pass) =>
        new(function.Loss(pass).Generator * (Real)weight + anchor.Loss(pass).Generator * (Real)(1.0 / rows), Own: null);
}
