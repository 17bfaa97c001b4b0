namespace HyperGan;

/// <summary> What keeps the members apart. </summary>
public enum DiversityKind
{
    /// <summary> Nothing. </summary>
    None,

    /// <summary> <see cref="HyperGan.Discriminator"/> on the codes. </summary>
    Discriminator,

    /// <summary> <see cref="CodeInformation"/>: mutual information between code and condition. </summary>
    Information,

    /// <summary> <see cref="PriorAnchor"/>: a draw from the prior for every member. </summary>
    PriorAnchor,

    /// <summary> <see cref="FunctionDiversity"/>: disagreement of the members at displaced inputs. </summary>
    Function,

    /// <summary> <see cref="AnchoredFunctionDiversity"/>: the same, with a prior on the weights. </summary>
    AnchoredFunction,
}
