namespace AbstractMiner.Patterns;

/// <summary>The features of one option after the other, in one array: an abstract makes thousands of them, and each is read once.</summary>
public sealed class FeatureLists
{
    private Feature[] _features = new Feature[512];
    private int _start;
    private int _end;

    public void Add(Feature feature)
    {
        if (_end == _features.Length)
        {
            Array.Resize(ref _features, 2 * _end);
        }

        _features[_end++] = feature;
    }

    public void Add(params ReadOnlySpan<Feature> features)
    {
        foreach (Feature feature in features)
        {
            Add(feature);
        }
    }

    /// <summary>What was added since the last time; it can be read until <see cref="Clear"/>.</summary>
    public ArraySegment<Feature> Take()
    {
        ArraySegment<Feature> taken = new(_features, _start, _end - _start);
        _start = _end;
        return taken;
    }

    public void Clear() => _start = _end = 0;
}
