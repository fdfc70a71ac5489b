/** Given names common in the business world, lower case, without accents. Names that are everyday words ("will", "mark", "grace") are left out. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    "aaron abby abdul abigail adam adele adrian adriana agnes ahmed aidan aisha alan albert alejandro alex alexander " +
    "alexandra alexis alfred ali alice alicia alison allison alyssa amanda amber amelia amir amit amy ana anders " +
    "andrea andreas andrew andy angela angus anika anil anita ann anna anne annette annie anthony antoine antonio " +
    "arjun arthur ashley astrid audrey austin barbara barry beatrice becky ben benjamin bernard beth bethany betty " +
    "bjorn bob bobby brad bradley brandon brenda brendan brett brian bridget bruce bryan caitlin callum cameron camille " +
    "carl carla carlos carmen carol caroline catherine cathy cecilia charles charlie charlotte chen chloe chris " +
    "christian christina christine christoph christopher claire clara claudia clive colin connor corey craig cynthia " +
    "daisy damien dan daniel daniela danielle darren dave david dean deborah debbie declan deepak denise dennis derek " +
    "diana diane diego dimitri dmitri dominic donald donna doris dorothy doug douglas duncan dylan eddie edgar edith " +
    "edward eileen elaine eleanor elena eli elias elijah elizabeth ella ellen ellie emil emily emma enrique eric erica " +
    "erik erin ernest esther ethan eva evan evelyn fatima felix fernando fiona florian frances francesca francis " +
    "francisco francois fred freddie frederick freya gabriel gareth gary gavin geoff geoffrey george georgia gerald " +
    "gerard giles gina giovanni giulia glen glenn gordon graham greg gregory greta guillaume gustav guy hannah hans " +
    "harold harriet harry hassan hazel heather hector heidi helen helena helga henrik henry holly howard hugh hugo ian " +
    "ibrahim igor imran ingrid irene iris isaac isabel isabella ivan ivy jackie jackson jacob jacqueline jake james " +
    "jamie jan jane janet janice jared jasmine jason javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome " +
    "jerry jess jesse jessica jill jim jimmy joan joanna joanne joe joel johan johanna john johnny jon jonas jonathan " +
    "jordan jorge jose josef joseph josephine josh joshua joyce juan judith judy julia julian julie justin kai karen " +
    "karim karin karl kate katherine kathleen kathryn kathy katie katrina keith kelly ken kenneth kenny kevin khalid " +
    "kieran kim kimberly kirsten klaus kristen kristin kumar kurt kyle lara larry lars laura lauren laurence lawrence " +
    "leah lena leo leon leonard leslie lewis liam lillian linda lindsay lisa liz logan lorenzo lorraine louis louise " +
    "luca lucas lucia lucy luis luka lukas luke lydia lynn magnus malcolm manuel marc marcel marco marcus margaret maria " +
    "marianne marie marina mario marion marjorie marta martha martin martina marvin mary mateo mathew mathias matt " +
    "dana lee leigh lou mel mick ned ollie raf reg rex rhys shaz stu suzy tess val wes " +
    "matteo matthew maureen maurice max megan mehmet melanie melissa michael michel michelle miguel mike mohamed mohammed " +
    "moira molly monica morgan muhammad murray nadia nancy naomi natalie natasha nathan neil nicholas nick nicola nicolas " +
    "nicole niels nigel nikhil nikolai nina noah noel nora norman olga oliver olivia omar oscar owen pablo pamela pat " +
    "patricia patrick paul paula pauline pedro penny pete peter petra phil philip philippe phillip phoebe pierre piotr " +
    "priya rachel rafael rahul raj rajesh ralph ramon randy raquel ravi raymond rebecca reggie reuben ricardo richard rick " +
    "rita rob robert roberto robin rodney roger roland ron ronald rory rosa rosie ross roxanne roy ruby rupert russell " +
    "ruth ryan sabrina sally sam samantha samir samuel sandra sanjay sara sarah sasha scott sean sebastian sergei sergio " +
    "shane shannon sharon shaun sheila shirley simon simone sofia sonia sophia sophie stacey stanley stefan stefanie " +
    "stella stephanie stephen steve steven stewart stuart sue sunil susan susanne suzanne sven sylvia tamara tania tanya " +
    "tara ted terence teresa terry thelma theo theresa thomas tiffany tim timothy tina toby todd tom tomas tommy tony " +
    "tracey tracy trevor tristan tyler ursula valentina valerie vanessa vera veronica vicky victor victoria vijay vikram " +
    "vincent virginia vivian vladimir walter wanda warren wayne wendy werner wilhelm william wolfgang xavier yasmin yolanda " +
    "yusuf yvonne zachary zara zoe " +
    // Nordic and Baltic
    "agneta aino aksel arne arvid asa aud birgit birgitta bjarne bodil borge brita egil einar elin erlend frida gunnar " +
    "gunilla hakon hanne harald hilde ingeborg inger ingvar jari jens jesper johannes jorgen jorunn jukka kaisa kari " +
    "karsten katrin kjell kjetil knut lasse leif liv maja mads maren marit matti mette mikael mikkel mikko morten ola " +
    "olav ole pekka ragnhild rasmus rolf rune sigrid silje siri sindre solveig soren stellan stig sture svein " +
    "terje thor timo tommi tone torben tore torsten trine trygve turid ulf ulrika unni vidar viggo " +
    // Slavic and Hungarian
    "adrijana agata agnieszka aleksandra andrej andrzej anton bartek beata bogdan boris bozena branko danuta darek darko " +
    "dariusz dorota dragan dusan elzbieta ewa gabor goran grzegorz halina hana irena ivana iveta iwona jacek jadwiga jakub " +
    "jan jana janusz jarek jaroslav jerzy jiri jitka joanna jozef justyna kamil karel karolina kasia katarzyna katka " +
    "krystyna krzysztof lenka leszek libor lubos lucie lukasz maciej magda magdalena malgorzata marcin marek marketa marta " +
    "martina michal milan milena milica milos miroslav mirek monika natalia nikola ondrej oksana pavel pavla pawel petr " +
    "petra piotr premysl radek radim renata roman rostislav ryszard slavko stanislav svetlana szymon tadeusz tatiana tomas " +
    "tomasz urszula vaclav vaclava veronika vesna vladislav vojtech wojciech yuri zdenek zeljko zlatko zofia zoltan " +
    // Britain and Ireland, by short and regional names
    "abi ailsa aled alun angharad ann-marie aoife archie bernie bernadette bev beverley billy bronwyn catriona cheryl " +
    "ciara ciaran cerys deb deirdre dermot dilys eamon eilidh eoin euan ffion fergus finn fraser gail geraint " +
    "ges gethin gill glenda gwen gwyn hamish hilary huw iain ieuan innes ioan isla jacqui jan janine jayne jez jo josie " +
    "kath kaz kirsty len lesley lorna maeve maggie mair mandy margo marge marg maura mairead megs merv mhairi morag " +
    "moyra myra neve niamh nicki nicky nige norma oonagh orla pam patsy paddy pauly phyl rhian rhiannon rhodri rona ronan " +
    "roisin ros rosalind rowena shauna shirl shona siobhan sian sinead sorcha stan sylv tam tamsin ted trish una vic viv " +
    // South Asia, Africa, the Middle East, East Asia
    "aamir abdel abena abimbola adaeze adebayo aditi aditya ajay akash akua alok amara amina anand anand anjali ankit " +
    "anuj anushka arif arun asha ashok ayesha babak babatunde bashir bharat bilal chandra chidi chike chinedu chioma deepa " +
    "devi dinesh divya ebuka ekow emeka farah farid farouk femi ganesh gaurav geeta gopal habib hamid hari harish haruki " +
    "haruto hema hiroshi hussein ifeoma indira ines ishaan jamal jaya jing jin jun kavita kavya kemi kenji khadija kiran " +
    "krishna kofi kwame lakshmi lalit laila layla leila li lin mahesh manish manoj mariam meena meera mei ming mohan " +
    "mukesh mustafa nadeem naveen neha ngozi nisha nasreen nasser nitin obi olu oluwaseun omari parvati pooja prakash " +
    "pradeep prasad praveen priti priyanka radha rajan rakesh ramesh rana rashid rekha reza riya rohan rohit roshni sadia " +
    "salim salma sameer samira sana sandeep sangeeta sanjeev sarita satish shabnam shanti shilpa shreya sita soo sumit " +
    "sunita suresh swati takeshi tariq tunde uche uma usha vani varun venkat vidya vikas vinod vishal wanjiru wei xin yan " +
    "yara yasmine yuki zainab zeynep " +
    // Germanic and Romance
    "achim adela aleksi alessandra alessandro alessia alfonso alvaro amparo anja anke anneke annelies annelise annika anselm " +
    "antje arnaud aurelie axel beate begona bernd bettina birte britta bruno carina carlotta carmela cedric celine chiara " +
    "christa cornelia cristina dagmar davide detlef dieter dirk dolores edoardo eduardo elisa elke enzo esteban etienne eugenia " +
    "fabian fabio fabrice federica federico filippo florence francoise frank-peter franz frauke friedrich gaetan gerda gerhard " +
    "gerrit gianluca gilles gonzalo gregor gudrun guido gunter gunther hannelore hanno heiko heiner heinz helga hendrik " +
    "hendrika herbert hildegard holger horst ignacio ilse imke inge ines ingo isabelle jaap jeroen jochen jochem joep jolanda " +
    "joost jordi josefa jurgen jutta kaspar katja kerstin laetitia leonor leonie lieke lieselotte lotte lothar ludovic ludwig " +
    "lutz maarten mareike margarita margot margrit marieke marietta marisa marleen marlies matthias mathilde maurizio " +
    "mercedes mireille monique moritz nadine nathalie nele nuria olaf olivier ottavia otto paolo pascal pasquale paulo petra " +
    "pilar raffaele rainer ralf regina reinhard remi renate renaud riccardo rocio roberta rodrigo rudi rudiger ruud sabine " +
    "salvatore sander sanne santiago sergio severine sjoerd sieglinde silke silvia sophie steffen sybille sylvie thibault thierry " +
    "thijs thorsten tiago tobias torsten udo ulrich ursel uwe valentin veerle vincenzo virginie volker wiebke wilfried " +
    "willem wim wouter xavi yann yannick yves"
  ).split(" "),
);

/** Given names that are also everyday words: a name only with a capital inside a sentence. */
export const WORDLIKE_NAMES: ReadonlySet<string> = new Set(
  (
    "mark will bill frank rich grace rose dale grant miles wade pierce jack ray art hope faith joy chase chuck " +
    "dick gene hank josh kit nat nick norm pat rob skip sandy summer sunny ty van amber april june dawn eve olive penny " +
    "pearl violet charity christian dean guy max victor angel cliff clay dot gale glen heath herb holly iris ivy jade jay jean till per pal odd roar stew con min harm"
  ).split(" "),
);
