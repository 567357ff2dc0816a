using System.Text;
using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>Gathers the text of marked-up XML: markup is dropped, blanks are single, raised text keeps apart from numbers.</summary>
internal sealed class MarkupText
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _raised = new();
    private bool _isRaised;

    public void Append(string text)
    {
        if (!_isRaised && text.Length > 0)
        {
            Settle(text[0]);
        }

        (_isRaised ? _raised : _text).Append(text);
    }

    public void Raise() => _isRaised = true;

    public void Lower() => _isRaised = false;

    public override string ToString()
    {
        Settle(' ');
        return RecordText.Collapse(_text.ToString());
    }

    /// <summary>What raised text means shows only when it is known what follows.</summary>
    private void Settle(char after)
    {
        if (_raised.Length == 0)
        {
            return;
        }

        string raised = _raised.ToString();
        _raised.Clear();
        if (Superscript.NeedsCaret(_text.Length > 0 ? _text[^1] : ' ', raised, after))
        {
            _text.Append('^');
        }

        _text.Append(raised);
    }

    /// <summary>
    /// All text inside the element that the reader stands on; the reader ends on its end tag. Nothing recurses, so that the
    /// depth of the markup does not matter.
    /// </summary>
    /// <param name="xml">On a start tag.</param>
    /// <param name="skip">Elements whose text is not taken.</param>
    public static string Of(XmlReader xml, params ReadOnlySpan<string> skip)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        MarkupText text = new();
        int depth = xml.Depth;
        int raised = -1;
        int power = -1;
        int operands = 0;
        xml.Read();
        while (xml.Depth > depth && !xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (skip.Contains(xml.LocalName))
                {
                    xml.Skip();
                    continue;
                }

                // In MathML the second operand of a power is raised.
                operands += xml.Depth == power + 1 ? 1 : 0;
                if (raised < 0 && !xml.IsEmptyElement && (xml.LocalName == "sup" || (xml.Depth == power + 1 && operands == 2)))
                {
                    raised = xml.Depth;
                    text.Raise();
                }
                else if (xml.LocalName == "msup")
                {
                    power = xml.Depth;
                    operands = 0;
                }
                else if (xml.LocalName is "p" or "title" or "sec" or "break" or "list-item")
                {
                    text.Append(" ");
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == raised)
            {
                raised = -1;
                text.Lower();
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                text.Append(xml.Value);
            }

            xml.Read();
        }

        return text.ToString();
    }
}
