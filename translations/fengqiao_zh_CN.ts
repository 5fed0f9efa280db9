<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Board</name>
    <message>
        <source>No room yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CitizenId</name>
    <message>
        <source>A citizen number has 18 digits, the last of which may be X, or 15 digits on old documents. Please check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The birth date in the citizen number (digits 7 to 14) is not a possible one. Please check the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citizen number does not agree with its check digit, so a digit is wrong. Please check it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Date</name>
    <message>
        <source>“%1” is not a date. Please write it as in 2026-09-14.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no day %1 in the calendar. Please check the date.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>The demo table %1 cannot be read (line %2).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DivisionCode</name>
    <message>
        <source>“%1” is not a code of an administrative division. It has 2, 4, 6, 9 or 12 digits, as in 620521 or 620521100001.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Divisions</name>
    <message>
        <source>The file of administrative divisions, %1, is damaged; install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of administrative divisions, %1, cannot be read: %2. Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not the code of a county; a county has six digits, for instance 620521.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentNumber</name>
    <message>
        <source>The number of the document is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of a document has at most 40 characters; this has %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of the document has characters that cannot be printed. Please type it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Expression</name>
    <message>
        <source>The condition &quot;%1&quot; cannot be read at column %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not expected here; join conditions with and / or.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quoted text has no closing &apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The character &quot;%1&quot; has no meaning here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The brackets are nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here &quot;%1&quot; is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name or a value is missing before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name holds letters, digits, _ and dots only; put a value into quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing equals null; write &quot;is null&quot; or &quot;is not null&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is missing before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text alone is no condition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The condition uses &quot;%1&quot;, which is no field here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldRules</name>
    <message>
        <source>&quot;%1&quot; is not a field of this action (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be %3 (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be given (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be from %3 to %4 (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be at least %3 (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be at most %4 (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not know the code &quot;%3&quot; (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes at most %3 entries (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs at least %3 entries (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a document with type and number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %3 (rule %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a record with named fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; may have at most %3 characters, it has %4 (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs at least %3 characters (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds a character that cannot be printed (rule %2).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>There is a member unit %1 already; nothing was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Division %1 has no parent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation %1 belongs to a division that is not in this file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridCode</name>
    <message>
        <source>“%1” is not a grid code. It begins with the 12 digits of its village or community and follows the pattern set for this county.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Instant</name>
    <message>
        <source>“%1” is not a time. Please write it with its offset, as in 2026-09-14T09:05:00+08:00.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>The amount %1 is out of range. It must be between 0 and 100,000,000,000 yuan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an amount of money. Please write yuan with at most two decimals, as in 2000.50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Password</name>
    <message>
        <source>The password file %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No password was given: use --password-file, or the environment variable FENGQIAO_PASSWORD, or run in a terminal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Persons</name>
    <message>
        <source>This document is on file under another name (%1); the record on file was kept. Please check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person needs a name; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>A mobile number has 11 digits and begins with 1; another number has 5 to 15 digits with its area code.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RuleSet</name>
    <message>
        <source>The text is not UTF-8 here; save the file as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A control character (U+%1) stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quote that opens here is never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a closing quote only a comma or the end of the line may follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quote inside a cell: put the whole cell into quotes and double this one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>The colour table %1 cannot be read. Please install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table %1 has a faulty line: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Uscc</name>
    <message>
        <source>A unified social credit code has 18 digits and capital letters without I, O, S, V and Z. Please check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unified social credit code does not agree with its check character. Please check it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkCalendar</name>
    <message>
        <source>The calendar file %1 cannot be used: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The calendar file %1 has a wrong date: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not JSON (%1, at byte %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“year” is missing or not a year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“dates” is missing or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not belong to the year %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” of %2 is not a kind of day; it is public_holiday or transfer_workday.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is given twice.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fengqiao::Theme</name>
    <message>
        <source>The style %1 cannot be read. Please install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
